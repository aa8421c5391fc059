"""Completing a form as a careful person would: every question asked, the rest left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import forms
from forms.review import why_key

WORDS = "Seen on the record, in the note of 4 March."
Answers = dict[str, dict[str, Any]]


def filled(
    form: forms.Form,
    sections: Sequence[str] | None,
    context: Mapping[str, Any],
    reviewed: Mapping[str, Any] | None,
    told: Mapping[str, Any],
) -> dict[str, Any]:
    """Answers to all that must be answered. `told` gives some of them: "section.field" or "field".

    With `reviewed` the same answers as that person's, and a reason wherever `told` differs.
    """
    role = str(context.get("role", ""))
    earlier = reviewed or {}
    answers: Answers = {
        section.key: _page(section, role, earlier.get(section.key, {}))
        for section in form.presented(sections)
    }
    for path, value in told.items():
        key, _, field = path.rpartition(".")
        answers[key or form.key][field] = value
    for section in form.presented(sections):
        _explain(section, answers[section.key], earlier.get(section.key, {}))
    return answers[form.key] if form.single else answers


def _page(section: forms.Section, role: str, earlier: Mapping[str, Any]) -> dict[str, Any]:
    asked = [c for c in section.walk() if c.key and c.role in ("", role) and _may_be_needed(c)]
    page = {c.key: _answer(c, earlier if c.compared else {}) for c in asked}
    if section.find("actions") and role == "auditor":
        page["actions"] = [
            {"action": WORDS, "owner": "social_worker", "due": "2027-01-29", "immediate": False}
        ]
    return page


def _may_be_needed(component: forms.Component) -> bool:
    return component.required or "requiredWhen" in component.properties


def _answer(component: forms.Component, earlier: Mapping[str, Any]) -> Any:
    if component.key in earlier:
        return earlier[component.key]
    if component.key.endswith("grade"):
        return "good"
    if component.options:
        return component.options[0].value
    kinds = {"checkbox": True, "datetime": "2026-11-20", "number": 9}
    return kinds.get(component.type, WORDS)


def _explain(section: forms.Section, page: dict[str, Any], earlier: Mapping[str, Any]) -> None:
    compared = [c.key for c in section.walk() if c.compared and c.key in earlier]
    for key in compared:
        if key in page and page[key] != earlier[key]:
            page.setdefault(why_key(key), f"I read the record differently: {WORDS}")

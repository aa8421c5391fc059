"""The sections of a user task as a list of things to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from web.inbox.opened import COMPLETE, Opened

DONE, GOING, NEW, LATER = "Completed", "In progress", "Not started", "Cannot start yet"


@dataclass(frozen=True)
class Group:
    """A heading and the items of GOV.UK's task list under it."""

    title: str
    items: list[dict[str, Any]]


def status_of(opened: Opened, key: str) -> str:
    """How far the person says they are with a section."""
    if opened.marks.get(key) == COMPLETE:
        return DONE
    words = opened.words.get(key, {})
    begun = any(word not in (None, "", [], False, [{}]) for word in words.values())
    return GOING if begun else NEW


def all_done(opened: Opened) -> bool:
    """Whether every section that applies is completed."""
    return all(status_of(opened, section.key) == DONE for section in opened.sections)


def section_list(opened: Opened) -> list[Group]:
    """The sections that apply under the form's own headings, and the last step."""
    keys = {section.key for section in opened.sections}
    groups = [
        Group(g.title, [_item(opened, key) for key in g.sections if key in keys])
        for g in opened.form.groups
    ]
    grouped = {key for g in opened.form.groups for key in g.sections}
    rest = [_item(opened, s.key) for s in opened.sections if s.key not in grouped]
    groups.append(Group("", rest))
    return [*(g for g in groups if g.items), Group("Check and submit", [_last(opened)])]


def following(opened: Opened, key: str) -> str | None:
    """The section after this one that is not completed yet, or None."""
    keys = [section.key for section in opened.sections]
    later = keys[keys.index(key) + 1 :]
    return next((k for k in later if status_of(opened, k) != DONE), None)


def _item(opened: Opened, key: str) -> dict[str, Any]:
    section = opened.form.section(key)
    address = url_for("inbox.section", user_task_id=opened.row.id, key=key)
    return {"title": {"text": section.title}, "href": address, "status": _tag(opened, key)}


def _last(opened: Opened) -> dict[str, Any]:
    title = {"text": "Check your answers and submit"}
    if not all_done(opened):
        return {"title": title, "status": {"text": LATER, "classes": _CANNOT}}
    tag = {"tag": {"text": "Ready", "classes": "govuk-tag--blue"}}
    address = url_for("inbox.check", user_task_id=opened.row.id)
    return {"title": title, "href": address, "status": tag}


_CANNOT = "govuk-task-list__status--cannot-start-yet"
_TAGS = {GOING: "govuk-tag--teal", NEW: "govuk-tag--blue"}


def _tag(opened: Opened, key: str) -> dict[str, Any]:
    status = status_of(opened, key)
    if status == DONE:
        return {"text": DONE}
    return {"tag": {"text": status, "classes": _TAGS[status]}}

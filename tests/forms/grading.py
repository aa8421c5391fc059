"""A form of two sections that asks who grades and which grades are odd."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import forms

Json = dict[str, Any]
GRADES = [{"label": "Good", "value": "good"}, {"label": "Poor", "value": "poor"}]
GRADE: Json = {"type": "radio", "key": "grade", "label": "Grade", "values": GRADES}
REASON: Json = {
    "type": "textarea",
    "key": "reason",
    "label": "Reason",
    "properties": {"requiredWhen": "=count(odds) > 0", "requiredMessage": "Say why"},
}
HINT: Json = {
    "type": "text",
    "id": "hint",
    "text": "{{ odds }} Just a hint.",
    "conditional": {"hide": "=count(odds) = 0"},
    "properties": {"style": "warning"},
}
ASKED: Json = {**GRADE, "conditional": {"hide": "=graded != true"}, "validate": {"required": True}}
TOML = 'title = "T"\norder = ["a", "b"]\n[titles]\na = "A"\nb = "B"\n'
EVERYWHERE = '[decisions]\ngraded = "who_grades"\n'
OVERVIEW = '[decisions.b]\nodds = "odd_grades"\n'


def decide(ids: Sequence[str], variables: Mapping[str, Any]) -> list[object]:
    """Everybody grades but in section a; it is odd to be better than a poor section."""
    made = {"who_grades": who_grades, "odd_grades": odd_grades}
    return [made[id](variables) for id in ids]


def who_grades(known: Mapping[str, Any]) -> bool:
    """Everybody but in section a."""
    return str(known["section"]) != "a"


def odd_grades(known: Mapping[str, Any]) -> list[str]:
    """Why the grade of this section is odd beside those of the others."""
    poor = any(answers.get("grade") == "poor" for answers in known["sections"].values())
    return ["Better than a section."] if poor and known["grade"] == "good" else []


def folder(toml: str, a: Sequence[Json], b: Sequence[Json]) -> forms.Form:
    """The form with these lines in form.toml and these components in sections a and b."""
    files = {
        "forms/f/form.toml": (TOML + toml).encode(),
        "forms/f/a.form": json.dumps({"components": a}).encode(),
        "forms/f/b.form": json.dumps({"components": b}).encode(),
    }
    return forms.read(files)["f"]


def bound(
    form: forms.Form, key: str, evaluate: forms.Evaluate, saved: Json, **others: Json
) -> forms.Bound:
    """A section as it stands when it is judged; `others` are the answers of other sections."""
    return forms.bind(
        form.section(key),
        context={},
        saved=saved,
        sections=others,
        evaluate=evaluate,
        decide=decide,
        validate=True,
    )

"""The few form fields the records know by name, and what is read out of the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from engine.bundle import Bundle
from engine.values import encode

Answers = Mapping[str, Any]

OVERVIEW = "overview"
SUPERVISION = "s9"
GRADE = "grade"
OVERALL = "overall_grade"


@dataclass(frozen=True)
class Grades:
    """The grades of a submitted form. `sections` leaves supervision out."""

    sections: Mapping[str, str]
    overall: str | None
    supervision: str | None


def grades_of(answers: Answers) -> Grades:
    """Every grade in the answers of the audit form."""
    given = {
        section: fields[GRADE]
        for section, fields in answers.items()
        if isinstance(fields, Mapping) and fields.get(GRADE)
    }
    supervision = given.pop(SUPERVISION, None)
    return Grades(given, answers.get(OVERVIEW, {}).get(OVERALL), supervision)


def digest_of(answers: Answers) -> str:
    """SHA-256 over the answers, whatever the order of their fields."""
    text = json.dumps(encode(answers), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def day_of(value: object) -> date | None:
    """A date answer, given as a date or as ISO text."""
    if isinstance(value, str) and value:
        return date.fromisoformat(value[:10])
    return value if isinstance(value, date) else None


def options(bundle: Bundle, form: str, field: str) -> dict[str, str]:
    """A question's options in the bundle's own order, value to label; empty when there are none."""
    content = bundle.files.get(f"forms/{form}.form")
    return dict(_options(content, field)) if content is not None else {}


# Each letter about an audit says its category in the form's words.
@lru_cache(maxsize=64)
def _options(form: bytes, field: str) -> Mapping[str, str]:
    for component in json.loads(form).get("components", []):
        if component.get("key") == field:
            return {one["value"]: one["label"] for one in component.get("values", [])}
    return {}


def grade_scale(bundle: Bundle) -> list[str]:
    """The grades from best to worst, as the form offers them."""
    return list(options(bundle, f"audit/{OVERVIEW}", OVERALL))

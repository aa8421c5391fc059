"""What is wrong with a value, in the words of GOV.UK error messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from forms import patterns
from forms.model import CHOICES, Component
from forms.values import Reading

LONGEST = {"textfield": 500, "textarea": 20_000}


def fault(component: Component, reading: Reading) -> str:
    """Why this reading is not an answer to the question, or ""."""
    if reading.wrong:
        return _unreadable(component)
    if reading.value in (None, "", [], False):
        return missing(component) if component.required else ""
    if isinstance(reading.value, str):
        return _text(component, reading.value)
    if isinstance(reading.value, int | float) and component.type == "number":
        return _number(component, reading.value)
    return ""


def subject(component: Component) -> str:
    """How a message names the question: its number when it has one, else its label."""
    return f"Question {component.number}" if component.number else component.label


def missing(component: Component) -> str:
    """What is said when a required answer was not given."""
    if said := component.properties.get("requiredMessage"):
        return said
    verb = "Select" if component.type in CHOICES | {"checklist", "checkbox"} else "Enter"
    if component.number:
        return f"{verb} an answer to question {component.number}"
    return f"{verb} an answer: {component.label}"


def too_few_rows(component: Component, rows: int) -> str:
    """What is said when a repeating list has fewer rows than it needs, or ""."""
    least = component.properties.get("minRows", "0")
    return (
        missing(component)
        if rows < int(least if least.isdecimal() and len(least) < 10 else 0)
        else ""
    )


def out_of_time(component: Component, value: object, limits: Sequence[str]) -> str:
    """What is said when a date lies before the first or after the second limit, or ""."""
    earliest, latest = limits
    if not isinstance(value, str) or not value:
        return ""
    if earliest and value < earliest:
        return f"{subject(component)} must be {_day(earliest)} or later"
    return (
        f"{subject(component)} must be {_day(latest)} or earlier"
        if latest < value and latest
        else ""
    )


def longest(component: Component) -> int:
    """The most characters a written answer may have."""
    given = component.rules.get("maxLength")
    return given if isinstance(given, int) else LONGEST.get(component.type, 500)


def _unreadable(component: Component) -> str:
    if component.type == "datetime":
        return f"{subject(component)} must be a real date, like 27 3 2026"
    if component.type == "number":
        return f"{subject(component)} must be a number"
    if component.type in CHOICES | {"checklist", "checkbox"}:
        return f"Choose from the list: {subject(component)}"
    return f"{subject(component)} must be written in words"


def _text(component: Component, text: str) -> str:
    if component.type not in LONGEST:
        return ""
    shortest, most = component.rules.get("minLength"), longest(component)
    if isinstance(shortest, int) and len(text) < shortest:
        return f"{subject(component)} must be {shortest} characters or more"
    if len(text) > most:
        return f"{subject(component)} must be {most} characters or fewer"
    pattern = component.rules.get("pattern")
    if isinstance(pattern, str) and pattern and not patterns.matches(pattern, text):
        return f"{subject(component)} must be in the format described"
    return ""


def _number(component: Component, value: int | float) -> str:
    least, most = component.rules.get("min"), component.rules.get("max")
    if isinstance(least, int | float) and value < least:
        return f"{subject(component)} must be {least} or more"
    if isinstance(most, int | float) and value > most:
        return f"{subject(component)} must be {most} or fewer"
    return ""


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"

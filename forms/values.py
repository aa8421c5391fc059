"""From the words a person typed to a value, for each type of question.

A *word* is JSON-safe and holds exactly what was typed, so that nothing is lost when it is not
valid. A stored answer is a word too: reading it again gives the same value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms.model import Component, Option

DATE_PARTS = ("day", "month", "year")
LARGEST = 10**15
_DIGITS = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,9}")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Reading:
    """The value, or None; `wrong` says that something was given which is no value."""

    value: object = None
    wrong: bool = False


def clean(text: str) -> str:
    """The text with plain line ends and without characters that are not text."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def written(word: object) -> str:
    """A word as people read it, or as it is put into an input: "" for what nobody can type."""
    short = isinstance(word, int | float) and -LARGEST < word < LARGEST
    return str(word) if short or isinstance(word, str | date) else ""


def read(component: Component, word: object, options: Sequence[Option]) -> Reading:
    """The value of a word. Never raises, whatever the word is."""
    if word is None or word == "":
        return Reading(False if component.type == "checkbox" else None)
    return _READERS[component.type](word, options)


def _text(word: object, options: Sequence[Option]) -> Reading:
    if not isinstance(word, str):
        return Reading(wrong=True)
    return Reading(clean(word).strip() or None)


def _number(word: object, options: Sequence[Option]) -> Reading:
    if isinstance(word, int | float) and not isinstance(word, bool):
        return Reading(word) if -LARGEST < word < LARGEST else Reading(wrong=True)
    text = word.strip() if isinstance(word, str) else "?"
    if not text:
        return Reading()
    if _DIGITS.fullmatch(text):
        return Reading(int(text))
    return Reading(float(text)) if _DECIMAL.fullmatch(text) else Reading(wrong=True)


def _date(word: object, options: Sequence[Option]) -> Reading:
    if isinstance(word, str):
        parts = word.strip().split("-")[::-1]
    else:
        given = word if isinstance(word, Mapping) else {}
        parts = [written(given.get(part)).strip() for part in DATE_PARTS]
    if not any(parts):
        return Reading(wrong=not isinstance(word, str | Mapping))
    return _real_date(parts)


def _real_date(parts: Sequence[str]) -> Reading:
    if len(parts) != 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return Reading(wrong=True)
    day, month, year = (int(part) for part in parts)
    try:
        found = date(year, month, day)
    except ValueError:
        return Reading(wrong=True)
    return Reading(found.isoformat()) if 1900 <= year <= 2200 else Reading(wrong=True)


def _choice(word: object, options: Sequence[Option]) -> Reading:
    known = isinstance(word, str) and word in [o.value for o in options]
    return Reading(word) if known else Reading(wrong=True)


def _checkbox(word: object, options: Sequence[Option]) -> Reading:
    return Reading(word, wrong=False) if isinstance(word, bool) else Reading(wrong=True)


def _checklist(word: object, options: Sequence[Option]) -> Reading:
    if not isinstance(word, list):
        return Reading(wrong=True)
    chosen = [o.value for o in options if o.value in word]
    return Reading(chosen, wrong=any(w not in chosen for w in word))


_READERS: Mapping[str, Callable[[object, Sequence[Option]], Reading]] = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "datetime": _date,
    "radio": _choice,
    "select": _choice,
    "checkbox": _checkbox,
    "checklist": _checklist,
}

"""The questions of a form file as plain fields, and back: what a page does not show stays."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.editing.question import (
    PROPERTIES,
    Question,
    QuestionRefused,
    new,
    question_of,
    write,
)
from forms import schema
from forms.components import TYPES

__all__ = [
    "PROPERTIES",
    "Question",
    "QuestionRefused",
    "moved",
    "questions",
    "with_question",
    "with_words",
    "without",
]


def questions(content: bytes, file: str) -> list[Question]:
    """The questions in order, those of a group behind it. Raises forms.FormRefused."""
    return [question_of(raw, inside) for raw, _, inside in _walk(schema.read(file, content))]


def with_words(content: bytes, file: str, words: Mapping[str, Mapping[str, str]]) -> bytes:
    """The file with these fields for the questions of these ids; a field left out stays.

    Fields: words, hint, required ("yes" or ""), options, role, hidden, and PROPERTIES.
    Raises FormRefused and QuestionRefused.
    """

    def change(said: Any) -> None:
        for raw, _, _ in _walk(said):
            if raw.get("id") in words:
                write(raw, words[raw["id"]])

    return _changed(content, file, change)


def with_question(content: bytes, file: str, type_: str, label: str) -> bytes:
    """The file with one more question at its end. Raises FormRefused and QuestionRefused."""
    if type_ not in TYPES - {"group", "dynamiclist"}:
        raise QuestionRefused("There is no such type of question.")
    if not label.strip():
        raise QuestionRefused("Enter the words of the new question.")

    def change(said: Any) -> None:
        taken = {raw.get("key") for raw, _, _ in _walk(said)}
        said["components"].append(new(type_, label.strip(), taken))

    return _changed(content, file, change)


def without(content: bytes, file: str, id: str) -> bytes:
    """The file without the component of this id, and what is in it."""

    def change(said: Any) -> None:
        for raw, siblings, _ in list(_walk(said)):
            if raw.get("id") == id:
                siblings.remove(raw)

    return _changed(content, file, change)


def moved(content: bytes, file: str, id: str, by: int) -> bytes:
    """The file with that component `by` places further down among its neighbours."""

    def change(said: Any) -> None:
        for raw, siblings, _ in list(_walk(said)):
            place = siblings.index(raw)
            if raw.get("id") == id and 0 <= place + by < len(siblings):
                siblings.insert(place + by, siblings.pop(place))
                return

    return _changed(content, file, change)


def _changed(content: bytes, file: str, change: Callable[[Any], None]) -> bytes:
    before = schema.read(file, content)
    after = copy.deepcopy(dict(before))
    change(after)
    if after == before:
        return content
    return (json.dumps(after, indent=2, ensure_ascii=False) + "\n").encode()


def _walk(said: Any) -> Iterator[tuple[Any, list[Any], str]]:
    """Every component with the list it stands in and the words of the group around it."""
    listed = said.get("components")
    for raw in listed if isinstance(listed, list) else ():
        if not isinstance(raw, dict):
            continue
        yield raw, listed, ""
        grouped = raw.get("components") if raw.get("type") == "group" else None
        inner: list[Any] = grouped if isinstance(grouped, list) else []
        for one in inner:
            if isinstance(one, dict):
                yield one, inner, str(raw.get("label") or "a group")

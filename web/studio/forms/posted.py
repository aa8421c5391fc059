"""What the page of a form's questions posts: their fields, and the button that was used."""

from __future__ import annotations

from collections.abc import Mapping

from engine.editing.questions import (
    PROPERTIES,
    Question,
    moved,
    questions,
    with_question,
    with_words,
    without,
)

Form = Mapping[str, str]
FIELDS = ("words", "hint", "options", "role", "hidden", *PROPERTIES)
SAID = "said"


def edited(content: bytes, file: str, form: Form) -> bytes:
    """The file with what was typed and what the button asked for. Raises FormRefused and
    QuestionRefused."""
    asked = {one.id: one for one in questions(content, file)}
    words = {id: _words(form, one) for id, one in asked.items() if f"{id}.{SAID}" in form}
    content = with_words(content, file, words)
    what, _, id = form.get("_action", "save").partition(":")
    if what == "add":
        type_, label = form.get("_new.type", ""), form.get("_new.words", "")
        return with_question(content, file, type_, label)
    if what == "remove" and id in asked:
        return without(content, file, id)
    if what in ("up", "down") and id in asked:
        return moved(content, file, id, 1 if what == "down" else -1)
    return content


def _words(form: Form, one: Question) -> dict[str, str]:
    """The fields of one question. "Only for" one value of a fact is written as its condition."""
    found = {name: form[f"{one.id}.{name}"] for name in FIELDS if f"{one.id}.{name}" in form}
    found["required"] = form.get(f"{one.id}.required", "")
    fact, value = (form.get(f"{one.id}.{name}", "").strip() for name in ("fact", "value"))
    if f"{one.id}.fact" in form and (fact, value) != one.only:
        found["hidden"] = f'given.{fact} != "{_quoted(value)}"' if fact else ""
    return found


def _quoted(value: str) -> str:
    return value.replace("\\", "").replace('"', "")

"""One question of a form as plain fields, and back into its component: what has no field stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms import names
from forms.components import options_of

ONLY = re.compile(r'(?:given\.)?([A-Za-z_]\w*)\s*!=\s*"([^"\\]*)"')
CHOOSING = frozenset({"radio", "select", "checklist"})
WORDLESS = frozenset({"text"})
PROPERTIES = ("number", "guidance", "requiredWhen", "requiredMessage", "clauses")
OPTION = "{value} = {label}"
KEY = re.compile(r"[^a-z0-9]+")


class QuestionRefused(ValueError):
    """An edit of a form that cannot be made; `str()` is a sentence."""


@dataclass(frozen=True)
class Question:
    """A component as a person edits it. `id` finds it again; `hidden` is FEEL, `only` the name and
    value where it says no more than "only when"; `options` one a line."""

    id: str
    type: str
    key: str
    words: str
    hint: str
    required: bool
    options: str
    role: str
    hidden: str
    only: tuple[str, str]
    properties: Mapping[str, str]
    inside: str
    count: int


def question_of(raw: Mapping[str, Any], inside: str) -> Question:
    """A component as its fields; `inside` are the words of the group around it."""
    conditional, validate = raw.get("conditional") or {}, raw.get("validate") or {}
    given = raw.get("properties") or {}
    hidden = str(conditional.get("hide") or "").removeprefix("=").strip()
    only = ONLY.fullmatch(hidden)
    values = options_of(raw.get("values"))
    return Question(
        id=str(raw.get("id", "")),
        type=str(raw.get("type", "")),
        key=str(raw.get("key") or raw.get("path") or ""),
        words=str(raw.get(_label_of(raw)) or ""),
        hint=str(raw.get("description") or ""),
        required=validate.get("required") is True,
        options="\n".join(OPTION.format(value=o.value, label=o.label) for o in values),
        role=str(given.get("for", "")),
        hidden=hidden,
        only=(only[1], only[2]) if only else ("", ""),
        properties={name: str(given.get(name, "")) for name in PROPERTIES},
        inside=inside,
        count=len(inner) if isinstance(inner := raw.get("components"), list) else 0,
    )


def _label_of(raw: Mapping[str, Any]) -> str:
    kinds = {"datetime": "dateLabel", "text": "text"}
    name = kinds.get(str(raw.get("type")), "label")
    return "label" if name == "dateLabel" and raw.get("label") else name


def write(raw: dict[str, Any], words: Mapping[str, str]) -> None:
    """Put these fields into a component; one that is left out, or says the same, stays."""
    _set(raw, _label_of(raw), words.get("words"))
    _set(raw, "description", words.get("hint"))
    _set_in(raw, "conditional", "hide", _feel(words.get("hidden")))
    if "required" in words:
        _set_in(raw, "validate", "required", words["required"] == "yes" or None)
    if raw.get("type") in CHOOSING and "options" in words and not raw.get("valuesKey"):
        _set_options(raw, words["options"])
    for name in ("for", *PROPERTIES):
        _set_in(raw, "properties", name, words.get("role" if name == "for" else name))


def _feel(text: str | None) -> str | None:
    return text if not text or not text.strip() else f"={text.strip().removeprefix('=').strip()}"


def _set(place: dict[str, Any], name: str, words: str | None) -> None:
    """Write a text, or take it out when it is empty; None leaves it, as does what says the same."""
    text = None if words is None else words.replace("\r\n", "\n").strip()
    if text is None or text == str(place.get(name) or "").strip():
        return
    if text:
        place[name] = text
    else:
        place.pop(name, None)


def _set_in(raw: dict[str, Any], holder: str, name: str, value: str | bool | None) -> None:
    there = raw.get(holder)
    inner: dict[str, Any] = dict(there) if isinstance(there, dict) else {}
    if value is True:
        inner[name] = True
    elif name == "required":
        inner.pop(name, None) if inner.get(name) is True else None
    elif isinstance(value, str):
        _set(inner, name, value)
    if inner:
        raw[holder] = inner
    elif isinstance(there, dict) and there:
        del raw[holder]


def _set_options(raw: dict[str, Any], words: str) -> None:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    pairs = [line.partition(" = ") for line in lines]
    made = [
        {"label": (label or value).strip(), "value": value.strip() if label else _key(value)}
        for value, _, label in pairs
    ]
    there = [{"label": o.label, "value": o.value} for o in options_of(raw.get("values"))]
    if made != there:
        raw["values"] = made


def new(type_: str, label: str, taken: set[object]) -> dict[str, Any]:
    """A component of this type that asks this, under a key that is not among those taken."""
    key = key_of(label, taken)
    if type_ in WORDLESS:
        return {"type": type_, "text": label, "id": f"c_{key}"}
    named = {"type": type_, "key": key, "dateLabel" if type_ == "datetime" else "label": label}
    named |= {"subtype": "date"} if type_ == "datetime" else {}
    choices = [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}]
    return {**named, **({"values": choices} if type_ in CHOOSING else {}), "id": f"c_{key}"}


def _key(words: str) -> str:
    key = KEY.sub("_", words.lower()).strip("_")[:40].strip("_")
    return f"q_{key}".rstrip("_") if names.objection(key) else key


def key_of(words: str, taken: set[object]) -> str:
    """A key made of these words that is not among those taken."""
    key = _key(words)
    tries = (key, *(f"{key}_{n}" for n in range(2, 1_000)))
    return next(one for one in tries if one not in taken)

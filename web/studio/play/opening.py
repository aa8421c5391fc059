"""What a play begins with: a process, sample values for its variables, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from engine.bundle import Bundle
from engine.rehearsal import Opening
from handlers.scenarios.feel import feel
from web.studio.play.values import ValueRefused, lines_of, moment_of, on_clock, typed
from web.words import HERE

AT, MORE = "at", "more"
HINTS = {
    "text": "Words",
    "number": "A number",
    "boolean": "yes or no",
    "date and time": "Such as 2026-12-01 09:00",
    "date": "Such as 2026-12-01",
}
MONTH = "month"


@dataclass(frozen=True)
class Field:
    """One question of the form: what was typed, or an example; and what is wrong with it."""

    name: str
    kind: str
    value: str
    problem: str = ""

    @property
    def hint(self) -> str:
        """What to write, in a few words."""
        said = next((HINTS[kind] for kind in HINTS if self.kind.startswith(kind)), "FEEL")
        return f"{said}, or nothing" if self.kind.endswith("or nothing") else said


@dataclass(frozen=True)
class Chosen:
    """What is to be played, as it was typed. `opening` is None while something is wrong."""

    process: str
    fields: tuple[Field, ...]
    at: Field
    more: Field
    opening: Opening | None = None

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong, for the summary."""
        asked = (*self.fields, self.at, self.more)
        return [{"text": one.problem, "href": f"#{one.name}"} for one in asked if one.problem]


def offered(bundle: Bundle, process: str, now: datetime) -> Chosen:
    """The form with example values."""
    at = datetime.combine(now.astimezone(HERE).date(), time(9), HERE)
    said = {name: _written(value) for name, value in examples(bundle).items()}
    fields = tuple(
        Field(f"v.{name}", kind, said.get(name) or _example(name, kind, at))
        for name, kind in declared(bundle, process).items()
    )
    return Chosen(process, fields, Field(AT, "date and time", on_clock(at)), Field(MORE, "", ""))


def chosen(bundle: Bundle, process: str, form: Mapping[str, str]) -> Chosen:
    """What somebody sent."""
    at, begins = _read(AT, "date and time", form, lambda text: moment_of(text))
    instant = begins or datetime.now(HERE)
    variables, fields = {}, []
    for name, kind in declared(bundle, process).items():
        field, value = _read(f"v.{name}", kind, form, _typing(kind, instant))
        fields.append(field)
        variables[name] = value
    more, lines = _read(MORE, "", form, lambda text: lines_of(text, instant))
    found = Chosen(process, tuple(fields), at, more)
    if found.problems:
        return found
    opening = Opening(process, {**variables, **(lines or {})}, instant)
    return Chosen(process, tuple(fields), at, more, opening)


def declared(bundle: Bundle, process: str) -> dict[str, str]:
    """The variables that bundle.toml names for a process, with the words for their types."""
    found: Any = bundle.manifest.get("variables", {})
    names = found.get(process, {}) if isinstance(found, dict) else {}
    return {str(name): str(kind) for name, kind in names.items()} if names else {}


def examples(bundle: Bundle) -> Mapping[str, Any]:
    """What bundle.toml proposes for variables, by name."""
    found: Any = bundle.manifest.get("examples", {})
    return found if isinstance(found, dict) else {}


def _written(value: Any) -> str:
    """An example as it is typed."""
    if isinstance(value, datetime):
        return on_clock(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else feel(value)


def _typing(kind: str, at: datetime) -> Any:
    return lambda text: typed(text, kind, at)


def _read(name: str, kind: str, form: Mapping[str, str], read: Any) -> tuple[Field, Any]:
    text = form.get(name, "")[:2000]
    try:
        return Field(name, kind, text), read(text)
    except ValueRefused as no:
        return Field(name, kind, text, str(no)), None


def _example(name: str, kind: str, at: datetime) -> str:
    """A value that makes sense more often than not; nothing where nothing may be said."""
    if kind.endswith("or nothing"):
        return ""
    if kind.startswith("date"):
        return on_clock(at) if kind.startswith("date and time") else at.date().isoformat()
    known = {"number": "1", "boolean": "no", "text": f"{at:%Y-%m}" if name == MONTH else name}
    return next((known[word] for word in known if kind.startswith(word)), feel([]))

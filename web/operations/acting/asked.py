"""What was filled in for an operation by hand, as the engine takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.acting import Act, Kind
from engine.expressions import UnsafeValue, check_value
from handlers.directory.roles import ROLES
from web.studio.play.values import ValueRefused, lines_of, moment_of

LONGEST = 5_000
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "retry": ("given",),
    "skip": ("given",),
    "move": ("to",),
    "back": ("to",),
    "reassign": ("person", "group"),
    "due": ("due",),
    "variables": ("given",),
    "message": ("given",),
    "suspend": ("stop_clock",),
    "migrate": ("deployment",),
}
FindPerson = Callable[[str], str]


class Wrong(Exception):
    """What was filled in cannot be used; `problems` by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__()


class Fields:
    """The fields of one request, kept as they were typed."""

    def __init__(self, kind: Kind, form: Mapping[str, str]) -> None:
        self.kind = kind
        wanted = ("at", "incident", "element", *FIELDS.get(kind, ()))
        self.typed = {name: form.get(name, "").strip()[:LONGEST] for name in wanted}

    def act(self, now: datetime, find: FindPerson) -> Act:
        """The act. Raises Wrong."""
        said = {name: text for name, text in self.typed.items() if text}
        kept: dict[str, Any] = {n: said[n] for n in ("element", "to") if n in said}
        wanted = [n for n in ("at", "incident", "deployment") if n in said]
        ids: dict[str, Any] = {n: _id(n, said[n]) for n in wanted}
        kept |= {"given": self._given(now), "stop_clock": "stop_clock" in said, **ids}
        if self.kind == "due":
            kept["due"] = _moment(said.get("due", ""))
        if self.kind == "reassign":
            kept |= _whose(said, find)
        self._require(kept)
        return Act(self.kind, **kept)

    def _given(self, now: datetime) -> dict[str, Any]:
        try:
            given = lines_of(self.typed.get("given", ""), now)
            check_value(given, "what is given")
        except (ValueRefused, UnsafeValue) as refused:
            raise Wrong({"given": str(refused)}) from refused
        return given

    def _require(self, kept: Mapping[str, Any]) -> None:
        if self.kind in ("move", "back") and "to" not in kept:
            raise Wrong({"to": "Choose where it goes"})
        if self.kind == "migrate" and "deployment" not in kept:
            raise Wrong({"deployment": "Choose a version"})
        if self.kind == "variables" and not kept["given"]:
            raise Wrong({"given": "Enter at least one variable"})


def _id(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Wrong({name: "Choose it again"}) from None


def _moment(text: str) -> datetime:
    try:
        return moment_of(text)
    except ValueRefused as refused:
        raise Wrong({"due": str(refused)}) from refused


def _whose(said: Mapping[str, str], find: FindPerson) -> dict[str, str]:
    if ("person" in said) == ("group" in said):
        raise Wrong({"person": "Name one person, or choose one role"})
    if "group" in said:
        if said["group"] not in ROLES:
            raise Wrong({"group": "Choose a role from the list"})
        return {"group": said["group"]}
    return {"person": find(said["person"])}

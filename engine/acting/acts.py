"""An operation by hand as a plain value: for one instance, or for each of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

Kind = Literal[
    "retry",
    "skip",
    "move",
    "back",
    "reassign",
    "due",
    "variables",
    "message",
    "suspend",
    "resume",
    "cancel",
    "migrate",
    "undo",
]
ACTS: tuple[Kind, ...] = (
    "retry", "skip", "move", "back", "reassign", "due", "variables", "message", "suspend",
    "resume", "cancel", "migrate", "undo",
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """What is to be done. `at` is a position; for many instances `element` names it instead.

    `to` is the element to go to; `given` what is given instead, the variables, or the message's
    payload; `incident` what is tried again; `deployment` the version to be carried over to.
    """

    kind: Kind
    at: UUID | None = None
    element: str = ""
    to: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    due: datetime | None = None
    person: str | None = None
    group: str | None = None
    stop_clock: bool = False
    incident: UUID | None = None
    deployment: UUID | None = None

    def to_json(self) -> dict[str, Any]:
        """As it is kept: what is not said is left out."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            name: str(value) if isinstance(value, UUID) else value
            for name, value in told.items()
            if value not in (None, "", {}, False)
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Act:
        """What `to_json` gave."""
        ids = {name: UUID(kept[name]) for name in ("at", "incident", "deployment") if name in kept}
        return cls(**{**kept, **ids})

    def without_values(self) -> dict[str, Any]:
        """As it is kept when it is over: the names of what was given, no value."""
        return self.to_json() | ({"given": dict.fromkeys(self.given)} if self.given else {})

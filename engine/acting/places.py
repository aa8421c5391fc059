"""Where an instance stands, and what may be done at each place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.acting.acts import Kind
from engine.context import Context
from engine.errors import InstanceUnreadable
from engine.spiff import OpenPlace, behind, open_places
from engine.tables import ProcessInstance
from engine.transition import restored

OPEN = ("active", "suspended")
HERE: Mapping[str, tuple[Kind, ...]] = {
    "user task": ("reassign", "due", "skip"),
    "timer": ("due", "skip"),
    "message": ("message", "skip"),
    "signal": ("skip",),
    "condition": ("skip",),
    "service": ("skip",),
    "error": ("skip",),
    "join": ("skip",),
    "sub-process": ("skip",),
}


@dataclass(frozen=True)
class Place:
    """An open position and what may be done there."""

    at: OpenPlace
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Standing:
    """An instance as it stands. `unreadable` says why it cannot be opened, else ""; `whole` is
    what may be done to all of it, `behind` the user tasks to go back to (id and name)."""

    row: ProcessInstance
    places: tuple[Place, ...]
    behind: tuple[tuple[str, str], ...]
    whole: tuple[Kind, ...]
    unreadable: str = ""

    def place(self, at: UUID | None) -> Place | None:
        """The position of that id, if it is open."""
        return next((one for one in self.places if one.at.task_id == at), None)


def stands(context: Context, session: Session, instance_id: UUID) -> Standing:
    """How it stands now. Nothing is locked. Raises NotFound."""
    row = queries.instance(session, context.tenant, instance_id)
    if row.status not in OPEN:
        return Standing(row, (), (), ())
    try:
        execution = restored(context, session, row)
    except InstanceUnreadable as unreadable:
        return Standing(row, (), (), ("cancel",), str(unreadable))
    earlier = tuple(behind(execution))
    found = tuple(Place(one, _kinds(one)) for one in open_places(execution))
    return Standing(row, found, earlier, _whole(row, bool(earlier)))


def _kinds(place: OpenPlace) -> tuple[Kind, ...]:
    moved: tuple[Kind, ...] = ("move",) if place.goals else ()
    return (*HERE.get(place.kind, ()), *moved)


def _whole(row: ProcessInstance, goes_back: bool) -> tuple[Kind, ...]:
    back: tuple[Kind, ...] = ("back",) if goes_back else ()
    rest: Kind = "resume" if row.status == "suspended" else "suspend"
    return (*back, "variables", rest, "migrate", "cancel")

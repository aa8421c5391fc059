"""Bringing a change up to date with a version that came into force since it was begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.changes import contents, holding
from engine.changes.beginning import in_force
from engine.changes.model import ChangeRefused
from engine.changes.recent import Recent
from engine.changes.writing import Pen, write
from engine.tables import Change

NOTE = "brought up to date"
BOTH = "Files were changed on both sides: {}."
BY_HAND = "Write into each what the version in force says, or begin a new change from that version."


@dataclass(frozen=True)
class Behind:
    """What the version in force has that the change has not: the files it can `take` as they are,
    and those changed on both sides, about which somebody has to decide."""

    deployment_id: UUID
    take: tuple[str, ...]
    conflicts: tuple[str, ...]


def behind(session: Session, recent: Recent, row: Change) -> Behind | None:
    """How far the change is behind what is in force; None when it was begun from that."""
    live = in_force(session, row.tenant_id, row.bundle_key)
    if live is None or live == row.base_id:
        return None
    old, mine = recent.base(session, row).files, recent.bundle(session, row).files
    new = contents.deployed(session, row.tenant_id, live).files
    theirs = [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
    both = [p for p in theirs if mine.get(p) != old.get(p) and mine.get(p) != new.get(p)]
    alone = tuple(p for p in theirs if p not in both and mine.get(p) != new.get(p))
    return Behind(live, alone, tuple(both))


def catch_up(session: Session, recent: Recent, row: Change, pen: Pen) -> None:
    """Take what the version in force changed; from now on the change is one of that version.

    ChangeRefused, and nothing done, when a file was changed on both sides; HeldByAnother when one
    that is taken is in hand.
    """
    found = behind(session, recent, row)
    if found is None:
        return
    if found.conflicts:
        raise ChangeRefused(BOTH.format(", ".join(found.conflicts)), BY_HAND)
    for path in found.take:
        holding.refuse_held(session, row, path, pen.by, pen.at)
    live = contents.deployed(session, row.tenant_id, found.deployment_id)
    write(session, recent, row, _taken(live, found), Pen(pen.by, pen.at, NOTE))
    row.base_id = found.deployment_id


def _taken(live: Bundle, found: Behind) -> Mapping[str, bytes | None]:
    return {path: live.files.get(path) for path in found.take}

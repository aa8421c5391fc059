"""The plays of a change, written down: what was done, so that it can be played again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from flask import g
from sqlalchemy import select

from engine.changes import ChangeView
from engine.errors import NotFound, OutOfDate
from engine.rehearsal import Opening
from engine.values import decode, encode
from web.parts import parts
from web.studio.play.tables import Play

SHOWN = 20
MOST_STEPS = 300
GONE_ON = "This play has gone on in another window. Look at where it stands before you go on."
TOO_LONG = f"A play has at most {MOST_STEPS} steps. Begin another one."


def begin(change: ChangeView, opening: Opening) -> UUID:
    """Write a play down that begins; its id."""
    here, now = parts(), parts().clock.now()
    row = Play(
        tenant_id=here.tenant, id=uuid4(), change_id=change.id, begun_by=g.actor.person,
        begun_at=now, process=opening.process, at=opening.at, steps=[], played_at=now,
        variables=encode(opening.variables), digest=change.digest,
    )  # fmt: skip
    with here.database.write() as session:
        session.add(row)
    return row.id


def play_of(change_id: UUID, play_id: UUID) -> Play:
    """A play of this change. NotFound when it has none of that id."""
    here = parts()
    with here.database.read() as session:
        found = session.get(Play, (here.tenant, play_id))
    if found is None or found.change_id != change_id:
        raise NotFound("There is no such play.")
    return found


def plays_of(change_id: UUID) -> Sequence[Play]:
    """The plays of a change, the latest first."""
    here = parts()
    mine = (Play.tenant_id == here.tenant, Play.change_id == change_id)
    query = select(Play).where(*mine).order_by(Play.played_at.desc()).limit(SHOWN)
    with here.database.read() as session:
        return session.scalars(query).all()


def opening_of(row: Play) -> Opening:
    """What a play begins with."""
    return Opening(row.process, decode(row.variables), row.at)


def steps_of(row: Play) -> list[dict[str, Any]]:
    """What was done in a play, in order."""
    return [decode(step) for step in row.steps]


def keep_steps(row: Play, digest: str, steps: Sequence[Mapping[str, Any]], seen: int) -> None:
    """Write down what has been done now, `seen` steps having been known. Raises OutOfDate."""
    here = parts()
    if len(steps) > MOST_STEPS:
        raise OutOfDate(TOO_LONG)
    with here.database.write() as session:
        current = session.get_one(Play, (here.tenant, row.id), with_for_update=True)
        if len(current.steps) != seen:
            raise OutOfDate(GONE_ON)
        current.steps = [encode(step) for step in steps]
        current.digest, current.played_at = digest, here.clock.now()

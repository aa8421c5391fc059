"""What the signed-in person may start, for the list and for the navigation."""

from __future__ import annotations

from flask import g

from engine import queries
from engine.tables import OfferedStart
from web.parts import parts


def startable() -> list[OfferedStart]:
    """What is offered to the person now, by its words; read once per request."""
    if "startable" not in g:
        here, actor = parts(), g.actor
        with here.database.read() as db:
            takes = here.engine.takes_for(db, actor.person)
            g.startable = queries.offered_starts(db, here.tenant, actor.person, actor.groups, takes)
    found: list[OfferedStart] = g.startable
    return found

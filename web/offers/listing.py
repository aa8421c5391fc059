"""What the signed-in person may do in an instance now, for the pages that show it."""

from __future__ import annotations

from uuid import UUID

from flask import g

from engine import queries
from engine.tables import Offer
from web.parts import parts


def offers_of(instance_id: UUID | None) -> list[Offer]:
    """The open offers of an instance to this person, oldest first."""
    here = parts()
    if instance_id is None or g.actor is None:
        return []
    with here.database.read() as db:
        return queries.open_offers(
            db, here.tenant, instance_id, g.actor.person, g.actor.groups, g.actor.covering
        )

"""Who covers whom, for programs that look after access."""

from __future__ import annotations

from uuid import UUID

from flask import g

from handlers.cover import arranging
from handlers.cover.arranging import Wanted
from handlers.cover.reading import all_covers
from web.api.access import MANAGE, READ
from web.api.operation import operation
from web.api.people_shapes import CoverAsked, CoverGiven, CoversGiven
from web.parts import parts
from web.words import local


@operation("GET", "/covers", **READ)
def list_covers() -> CoversGiven:
    """Every cover that runs today or later, soonest first."""
    here = parts()
    with here.database.read() as db:
        found = all_covers(db, here.tenant, local(here.clock.now()).date())
        return CoversGiven(items=[CoverGiven.model_validate(one) for one in found])


@operation("POST", "/covers", status=201, refuses=(404,), **MANAGE)
def arrange_cover(body: CoverAsked) -> CoverGiven:
    """Arrange it. Both people see it in their inbox on its days."""
    here, now = parts(), parts().clock.now()
    wanted = Wanted(body.person, body.covered_by, body.starts_on, body.ends_on)
    how = {"by": g.actor.person, "now": now, "today": local(now).date()}
    with here.database.write() as db:
        row = arranging.arrange(db, here.tenant, wanted, arrangers=None, **how)
        return CoverGiven.model_validate(row)


@operation("POST", "/covers/{cover_id}/end", **MANAGE)
def end_cover(cover_id: UUID) -> None:
    """End it now; nothing when it has ended."""
    here = parts()
    how = {"by": g.actor.person, "now": here.clock.now()}
    with here.database.write() as db:
        arranging.end(db, here.tenant, cover_id, arrangers=None, **how)

"""The overview: what needs looking at first, then how much runs, then how it went lately."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from engine import queries
from web.access.permission import permit
from web.operations.overview.showing import STATUSES, attention, process_lines, said
from web.operations.overview.trends import drawn, fortnight
from web.operations.overview.trends import said as trend_said
from web.parts import parts

blueprint = Blueprint("operations", __name__)


@blueprint.get("/operations")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """Whether the programme is healthy, and if not, what is stuck."""
    here, now = parts(), parts().clock.now()
    with here.database.read() as db:
        shown = _shown(queries.health(db, here.tenant, now))
        figures = fortnight(db, here.tenant, now)
    return render_template(
        "operations/overview/overview.html",
        figures=figures, trends=drawn(figures), trend_said=trend_said, now=now, **shown,
    )  # fmt: skip


@blueprint.get("/operations/now")
@permit("operations.read")
def live() -> ResponseReturnValue:
    """What changes of it from one minute to the next, by itself: one statement."""
    here, now = parts(), parts().clock.now()
    with here.database.read() as db:
        shown = _shown(queries.health(db, here.tenant, now))
    return render_template("operations/overview/now.html", now=now, **shown)


def _shown(found: queries.Health) -> dict[str, object]:
    needed, lines = attention(found), process_lines(found)
    return {
        "needed": needed,
        "said": said(needed),
        "processes": [line for line in lines if line.any],
        "never": [line.name for line in lines if not line.any],
        "taken_at": found.taken_at,
        "statuses": STATUSES,
    }

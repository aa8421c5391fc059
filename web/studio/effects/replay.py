"""Concluded instances run again on the change, with what was recorded of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.replay import Recorded
from engine.tables import ChangeEffect
from handlers.replay import concluded
from web import runs
from web.access.permission import permit
from web.parts import parts
from web.studio.effects import keeping
from web.studio.effects.against import against
from web.studio.effects.blueprint import AT, blueprint
from web.studio.effects.references import readable
from web.studio.effects.runner import Runner
from web.studio.opened import heading, opened

KEY = "plumbline replays"
MONTHS = (1, 3, 6, 12)
VERDICTS = {
    "different": "Would have gone another way",
    "unknown": "Cannot be followed to the end",
    "same": "The same",
}
WORDS = {"verdicts": VERDICTS, "months": MONTHS, "running": runs.RUNNING}
ON_A_PAGE = 200
ONE_AT_A_TIME = "Another replay is running. Wait for it, or cancel it"
NOTHING = "Nothing that was concluded in that time is recorded"


def install(app: Flask) -> None:
    """Let this application run replays."""
    here = app.extensions["plumbline"]
    app.extensions[KEY] = Runner(here.database, here.tenant, here.clock.now)


@blueprint.get(f"{AT}/replay")
@permit("studio.read")
def replay(change_id: UUID) -> ResponseReturnValue:
    """What came of the last one, or how far it is."""
    return _page(opened(change_id))


@blueprint.post(f"{AT}/replay")
@permit("studio.edit")
def begin_replay(change_id: UUID) -> ResponseReturnValue:
    """Begin one, in a process of its own."""
    here, change = parts(), opened(change_id)
    months = request.form.get("months", 3, type=int)
    recorded = _recorded(change, months if months in MONTHS else abort(422))
    if not recorded:
        return _page(change, NOTHING), 422
    try:
        id = _written_down(change, len(recorded))
    except runs.RunsAlready:
        return _page(change, ONE_AT_A_TIME), 422
    _runner().begin(id, against(change).bundle, here.changes.bundle(change_id), recorded)
    return redirect(url_for(".replay", change_id=change_id), 303)


@blueprint.post(f"{AT}/replay/cancel")
@permit("studio.edit")
def cancel_replay(change_id: UUID) -> ResponseReturnValue:
    """End the one that runs."""
    row = _last(opened(change_id))
    if row is not None:
        _runner().cancel(row.id)
    return redirect(url_for(".replay", change_id=change_id), 303)


def _written_down(change: ChangeView, many: int) -> UUID:
    here = parts()
    _tidy()
    told = {"by": g.actor.person, "now": here.clock.now()}
    return keeping.begun(here.database, here.tenant, change, many, **told)


def _recorded(change: ChangeView, months: int) -> list[Recorded]:
    here, now, live = parts(), parts().clock.now(), against(change).row
    if live is None:
        return []
    since = now - timedelta(days=round(months * 365.25 / 12))
    with here.database.read() as db:
        return concluded(db, here.tenant, here.engine.deployed(live.id), since, now)


def _page(change: ChangeView, refused: str = "") -> str:
    row = _last(change)
    told = _reported(change) if row is not None and row.state != runs.RUNNING else None
    report: Any = told.result if told is not None else None
    return render_template(
        "studio/effects/replay.html",
        row=row,
        report=report,
        told=told,
        stale=told is not None and told.digest != change.digest,
        refused=refused,
        **WORDS,
        **_listed(report["instances"] if report else (), request.args.get("show", "")),
        **heading(change),
    )


def _listed(instances: Sequence[Mapping[str, Any]], chosen: str) -> dict[str, Any]:
    """Those of one verdict, or all that are not the same; no more than fit on a page."""
    told = (chosen,) if chosen in VERDICTS else [one for one in VERDICTS if one != "same"]
    found = [one for one in instances if one["verdict"] in told]
    shown = found[:ON_A_PAGE]
    links = readable(one["reference"] for one in shown)
    return {"chosen": chosen, "shown": shown, "more": len(found) - len(shown), "readable": links}


def _last(change: ChangeView) -> ChangeEffect | None:
    _tidy()
    with parts().database.read() as db:
        return keeping.last(db, parts().tenant, change.id)


def _reported(change: ChangeView) -> ChangeEffect | None:
    with parts().database.read() as db:
        return keeping.reported(db, parts().tenant, change.id)


def _tidy() -> None:
    here = parts()
    keeping.mark_interrupted(here.database, here.tenant, here.clock.now(), _runner().running)


def _runner() -> Runner:
    return cast(Runner, current_app.extensions[KEY])

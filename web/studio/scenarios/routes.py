"""The scenarios of a change: which go as they say, and where the others fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from flask import Blueprint, Flask, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from engine.bundle import Bundle
from engine.changes import ChangeView
from handlers.scenarios import Result, name_of, scenario_paths, title_of
from web.access.permission import permit
from web.parts import parts
from web.runs import RUNNING, RunsAlready, write_down
from web.studio.editors import editor_of
from web.studio.opened import heading, opened
from web.studio.scenarios import keeping
from web.studio.scenarios.runner import Runner
from web.studio.scenarios.tables import ScenarioRun

blueprint = Blueprint("studio_scenarios", __name__)
HERE = "/studio/changes/<uuid:change_id>/scenarios"
KEY = "plumbline scenarios"
ONE_AT_A_TIME = (
    "Scenarios are being played already, of this change or another. Wait for them, or cancel them "
    "where they were begun."
)


@dataclass(frozen=True)
class Line:
    """A scenario as the page shows it; `result` is None while it was not played."""

    name: str
    title: str
    address: str
    result: Result | None


def install(app: Flask) -> None:
    """Let this application play scenarios."""
    here = app.extensions["plumbline"]
    app.extensions[KEY] = Runner(here.database, here.tenant, here.clock.now)


@blueprint.get(HERE)
@permit("studio.read")
def overview(change_id: UUID) -> ResponseReturnValue:
    """All of them, with their results on this content."""
    return _page(opened(change_id))


@blueprint.post(HERE)
@permit("studio.read")
def begin(change_id: UUID) -> ResponseReturnValue:
    """Play them all, in a process of its own."""
    change, bundle = opened(change_id), parts().changes.bundle(change_id)
    paths = scenario_paths(bundle)
    _tidy()
    try:
        run_id = _written(bundle, len(paths)) if paths else None
    except RunsAlready:
        return _page(change, ONE_AT_A_TIME), 409
    if run_id is not None:
        runner().begin(run_id, bundle)
    return redirect(url_for("studio_scenarios.overview", change_id=change_id), 303)


@blueprint.post(f"{HERE}/cancel")
@permit("studio.read")
def cancel(change_id: UUID) -> ResponseReturnValue:
    """Stop playing them."""
    run = latest_run(opened(change_id))
    if run is not None:
        runner().cancel(run.id)
    return redirect(url_for("studio_scenarios.overview", change_id=change_id), 303)


def latest_run(change: ChangeView) -> ScenarioRun | None:
    """The last run on the content the change has now; None when there was none."""
    _tidy()
    with parts().database.read() as session:
        return keeping.latest(session, parts().tenant, change.digest)


def _tidy() -> None:
    here = parts()
    mine = runner().children.running
    keeping.mark_interrupted(here.database, here.tenant, here.clock.now(), mine)


def runner() -> Runner:
    """What plays this server's scenarios."""
    return cast(Runner, current_app.extensions[KEY])


def _page(change: ChangeView, refused: str = "") -> str:
    bundle, run = parts().changes.bundle(change.id), latest_run(change)
    results = {one["name"]: Result(**one) for one in run.results} if run else {}
    lines = [_line(change, bundle, path, results) for path in scenario_paths(bundle)]
    return render_template(
        "studio/scenarios/overview.html",
        lines=sorted(lines, key=_failed_first),
        run=run,
        running=RUNNING,
        failed=sum(not one.passed for one in results.values()),
        refused=refused,
        **heading(change),
    )


def _line(change: ChangeView, bundle: Bundle, path: str, results: dict[str, Result]) -> Line:
    name, title = name_of(path), title_of(bundle.files[path])
    return Line(name, title or name, editor_of(change.id, path), results.get(name))


def _failed_first(line: Line) -> tuple[bool, str]:
    return line.result is None or line.result.passed, line.name


def _written(bundle: Bundle, total: int) -> UUID:
    here, now, id = parts(), parts().clock.now(), uuid4()
    row = {
        "tenant_id": here.tenant, "id": id, "begun_by": g.actor.person, "begun_at": now,
        "seen_at": now, "digest": bundle.digest, "state": RUNNING, "total": total, "results": [],
    }  # fmt: skip
    write_down(here.database, ScenarioRun, [row])
    return id

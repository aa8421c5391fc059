"""Simulations: begun, watched, cancelled, and what they came to."""

from __future__ import annotations

from typing import cast
from uuid import UUID, uuid4

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from engine import queries
from engine.bundle import Bundle
from engine.tables import Deployment
from handlers.reports.chart import chart
from handlers.simulation import behaviours
from handlers.synthetic.profiles import PROFILES
from web.access.permission import permit
from web.parts import parts
from web.runs import RUNNING, RunsAlready, write_down
from web.simulations import keeping
from web.simulations.asking import Asked, asked, offered
from web.simulations.runner import Runner
from web.simulations.showing import tables
from web.simulations.tables import Simulation
from web.words import local

blueprint = Blueprint("simulations", __name__)
KEY = "plumbline simulations"
# The bundle that is simulated: the one whose months begin. A draft comes in the same way.
PROCESS = "monthly_cycle"
ONE_AT_A_TIME = "Another simulation is running. Wait for it, or cancel it"


def install(app: Flask) -> None:
    """Let this application run simulations."""
    here = app.extensions["plumbline"]
    app.extensions[KEY] = Runner(here.database, here.tenant, here.clock.now)


@blueprint.get("/simulations")
@permit("simulation.run")
def overview() -> ResponseReturnValue:
    """What was simulated, and the form for another."""
    known = behaviours(simulated()[1])
    return _page(offered(local(parts().clock.now()).date(), known))


@blueprint.post("/simulations")
@permit("simulation.run")
def begin() -> ResponseReturnValue:
    """Begin one, in a process of its own."""
    row, bundle = simulated()
    sent = asked(request.form, behaviours(bundle))
    if not sent.problems and any_running():
        sent.problems.append({"text": ONE_AT_A_TIME, "href": "#begin"})
    if sent.problems or row is None:
        return _page(sent), 422
    try:
        made = _made(row, sent)
    except RunsAlready:
        sent.problems.append({"text": ONE_AT_A_TIME, "href": "#begin"})
        return _page(sent), 422
    runner().begin({made: bundle}, sent.month, sent.plan)
    return redirect(url_for("simulations.simulation", simulation_id=made), 303)


@blueprint.get("/simulations/<uuid:simulation_id>")
@permit("simulation.run")
def simulation(simulation_id: UUID) -> ResponseReturnValue:
    """How far one is; when it is done, what it came to."""
    row = _one(simulation_id)
    shown = {"tables": tables(row.figures)} if row.figures else None
    return render_template(
        "simulations/simulation.html", row=row, shown=shown, chart=chart, running=RUNNING
    )


@blueprint.post("/simulations/<uuid:simulation_id>/cancel")
@permit("simulation.run")
def cancel(simulation_id: UUID) -> ResponseReturnValue:
    """End one."""
    _one(simulation_id)
    runner().cancel(simulation_id)
    return redirect(url_for("simulations.simulation", simulation_id=simulation_id), 303)


def _page(chosen: Asked) -> str:
    here, (deployment, bundle) = parts(), simulated()
    tidy()
    with here.database.read() as db:
        rows = keeping.all_of(db, here.tenant)
    return render_template(
        "simulations/overview.html",
        rows=rows,
        chosen=chosen,
        profiles=list(PROFILES),
        behaviours=behaviours(bundle),
        deployment=deployment,
        running=RUNNING,
    )


def simulated() -> tuple[Deployment | None, Bundle]:
    """The deployed bundle whose months begin; an empty one where there is none."""
    here = parts()
    with here.database.read() as db:
        for row in queries.active_deployments(db, here.tenant):
            deployed = here.engine.context.deployments.get(db, row.id)
            if PROCESS in deployed.definitions.processes:
                return row, deployed.bundle
    return None, Bundle({})


def _made(deployment: Deployment, sent: Asked) -> UUID:
    here, now, id = parts(), parts().clock.now(), uuid4()
    row = {
        "tenant_id": here.tenant, "id": id, "begun_by": g.actor.person, "begun_at": now,
        "seen_at": now, "bundle": deployment.key, "version": deployment.version,
        "month": sent.month, "state": RUNNING, **sent.plan,
    }  # fmt: skip
    write_down(here.database, Simulation, [row])
    return id


def any_running() -> bool:
    """Whether one runs now."""
    tidy()
    with parts().database.read() as db:
        return keeping.any_running(db, parts().tenant)


def _one(simulation_id: UUID) -> Simulation:
    tidy()
    with parts().database.read() as db:
        return keeping.one(db, parts().tenant, simulation_id) or abort(404)


def tidy() -> None:
    """Say of those whose server is gone that they were interrupted."""
    here = parts()
    keeping.mark_interrupted(here.database, here.tenant, here.clock.now(), runner().running)


def runner() -> Runner:
    """What runs this server's simulations."""
    return cast(Runner, current_app.extensions[KEY])

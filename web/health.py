"""Whether the service is well, and the page the law asks for."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from engine import queries
from engine.database import tables_are_current
from web.access.permission import PUBLIC, permit
from web.migrations import LOCATIONS
from web.parts import parts

blueprint = Blueprint("health", __name__)
LATE = timedelta(minutes=5)


@blueprint.get("/healthz")
@permit(PUBLIC)
def alive() -> ResponseReturnValue:
    """200 while the process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@permit(PUBLIC)
def ready() -> ResponseReturnValue:
    """200 when the database answers and has the tables of this program, else 503."""
    here = parts()
    try:
        with here.database.read() as db:
            if not tables_are_current(db, LOCATIONS):
                return jsonify(status="the database is of another version"), 503
            queues = queries.backlogs(db, here.tenant, here.clock.now())
            workers = queries.workers_alive(db, here.tenant, here.clock.now())
    except SQLAlchemyError:
        return jsonify(status="the database does not answer"), 503
    lag = max((one.lag(here.clock.now()) for one in queues.values()), default=0.0)
    jobs = "nobody" if not workers else "late" if lag > LATE.total_seconds() else "done"
    return jsonify(status="ready", jobs=jobs, workers=workers, lag_seconds=round(lag))


@blueprint.get("/")
@permit(PUBLIC)
def home() -> ResponseReturnValue:
    """The inbox is the first page."""
    return redirect(url_for("inbox.overview"))


@blueprint.get("/accessibility")
@permit(PUBLIC)
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("accessibility.html")

"""For whatever watches over the service, and the page the law asks for."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from web.access.permission import PUBLIC, permit
from web.parts import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@permit(PUBLIC)
def alive() -> ResponseReturnValue:
    """200 while the process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@permit(PUBLIC)
def ready() -> ResponseReturnValue:
    """200 when the database answers too, else 503."""
    try:
        with parts().database.read() as db:
            db.execute(text("SELECT 1 FROM deployment WHERE 1 = 0"))
    except SQLAlchemyError:
        return jsonify(status="the database does not answer"), 503
    return jsonify(status="ready")


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

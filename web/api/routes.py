"""The document of the API, and a page to read it. Both are for everybody: they hold no secret."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from engine.errors import PlumblineError
from web.access.permission import PUBLIC, permit
from web.api import (
    access,
    acting,
    batches,
    cover,
    deployments,
    inbox,
    incidents,
    instances,
    letters,
    overview,
    people,
    problems,
    processes,
    queues,
    retention,
)
from web.api.document import document
from web.api.operation import blueprint as operations
from web.clients.scopes import SCOPES

# Their operations are declared when they are loaded.
PARTS = (
    overview,
    inbox,
    instances,
    processes,
    incidents,
    acting,
    batches,
    queues,
    letters,
    deployments,
    access,
    people,
    cover,
    retention,
)
blueprint = Blueprint("api_document", __name__)
operations.register_error_handler(PlumblineError, problems.of_refusal)


@blueprint.get("/api/openapi.json")
@permit(PUBLIC)
def openapi() -> ResponseReturnValue:
    """The OpenAPI 3.1 document."""
    return jsonify(document())


@blueprint.get("/api")
@permit(PUBLIC)
def reference() -> ResponseReturnValue:
    """The same as a page: every operation with what it takes and gives."""
    return render_template("api/reference.html", document=document(), scopes=SCOPES)

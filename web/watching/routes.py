"""The figures as Prometheus reads them."""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from web.access.permission import permit
from web.watching.figures import KEY

blueprint = Blueprint("watching", __name__)


@blueprint.get("/metrics")
@permit("metrics.read", scope="metrics")
def metrics() -> ResponseReturnValue:
    """Figures in Prometheus' text form, for a client with the scope `metrics`."""
    found = generate_latest(current_app.extensions[KEY])
    return Response(found, content_type=CONTENT_TYPE_LATEST)

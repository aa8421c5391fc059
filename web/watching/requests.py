"""A line in the log for each request, under a name that its answer carries too."""

from __future__ import annotations

import logging
import secrets
from time import perf_counter

from flask import Flask, Response, g, request

from web.watching.logs import current

HEADER = "X-Request-Id"
# What is asked for all the time and tells nothing.
QUIET = ("static", "health.alive", "health.ready", "watching.metrics")
log = logging.getLogger("plumbline.request")


def install(app: Flask) -> None:
    """Name every request, and note endpoint, status, time and who: no address and no words."""

    def begin() -> None:
        g.request_began = perf_counter()
        current.set(secrets.token_hex(8))

    def end(response: Response) -> Response:
        response.headers.setdefault(HEADER, current.get())
        if request.endpoint not in QUIET:
            _write(response)
        return response

    app.before_request(begin)
    app.after_request(end)


def _write(response: Response) -> None:
    actor, began = g.get("actor"), g.get("request_began", perf_counter())
    told = {
        "endpoint": request.endpoint or "none",
        "method": request.method,
        "status": response.status_code,
        "milliseconds": round((perf_counter() - began) * 1000, 1),
        "by": actor.person if actor else "",
    }
    log.info("%(method)s %(endpoint)s %(status)s %(milliseconds)s ms", told, extra=told)

"""The gate every request passes, on the endpoint that was resolved. The default is refusal."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from web.access.decision import decide
from web.access.named import roles_for
from web.access.permission import PUBLIC, Permission, declared, permit
from web.account.signing_in import actor_now, ask_to_sign_in
from web.clients.bearer import admitted


def install(app: Flask) -> None:
    """Close every endpoint of the application that does not declare what it needs."""
    permit(PUBLIC)(app.view_functions["static"])
    app.before_request(guard)


def guard() -> ResponseReturnValue | None:
    """Let the request through, ask for sign-in, or refuse: 403 by action, 404 by thing."""
    if request.endpoint is None:
        return None
    permission = declared(current_app.view_functions[request.endpoint])
    if permission is None:
        abort(403)
    g.actor = admitted(permission.scope) if permission.scope else actor_now()
    if permission.action == PUBLIC:
        return None
    if g.actor is None:
        return ask_to_sign_in()
    _check(permission)
    return None


def _check(permission: Permission) -> None:
    if permission.of is None:
        _refuse_unless(permission.action, roles_for(permission.action), 403)
        return
    g.resource = permission.of(**(request.view_args or {}))
    if g.resource is None:
        abort(404)
    _refuse_unless(permission.action, g.resource, 404)


def _refuse_unless(action: str, resource: Any, status: int) -> None:
    g.decision = decide(g.actor, action, resource)
    if not g.decision.allowed:
        current_app.logger.info("refused %s: %s", action, g.decision.reason)
        abort(status)

"""Who has a file in hand: taken when an editor opens, kept up while it is open."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from engine.changes import ChangeRefused, HeldByAnother
from web.access.permission import permit
from web.parts import parts
from web.studio.files import AT, refusal

HOLD = f"{AT}/holds/<path:path>"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(HOLD, "hold", hold, methods=["POST"])
    blueprint.add_url_rule(HOLD, "release_hold", release_hold, methods=["DELETE"])


@permit("studio.edit")
def hold(change_id: UUID, path: str) -> ResponseReturnValue:
    """Take a file in hand, or say that it still is; `?over=yes` takes it from somebody else."""
    over = request.args.get("over") == "yes"
    try:
        held = parts().changes.hold(change_id, path, by=g.actor.person, take_over=over)
    except (HeldByAnother, ChangeRefused) as refused:
        return refusal(refused)
    return jsonify(since=held.since.isoformat(), until=held.until.isoformat())


@permit("studio.edit")
def release_hold(change_id: UUID, path: str) -> ResponseReturnValue:
    """Put a file down."""
    parts().changes.release_hold(change_id, path, by=g.actor.person)
    return "", 204

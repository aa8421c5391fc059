"""Into whose hands a program may put what people wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import g

from engine.errors import OperationRefused
from web.account.signing_in import load_actor
from web.clients.bearer import by_client
from web.parts import parts


def refuse_hands(person: str | None, group: str | None) -> None:
    """Raise OperationRefused for a person who does not work here, and for whoever made the client:
    what people wrote would open to them without anybody being told."""
    if person is not None and load_actor(parts(), person) is None:
        raise OperationRefused("Nobody with this id works here.", "Name somebody who does.")
    maker = load_actor(parts(), by_client().created_by)
    if maker is not None and (person == maker.person or group in maker.groups):
        raise OperationRefused(
            "This would put it into the hands of who made the client.", "Ask another administrator."
        )


def refuse_naming(values: Mapping[str, Any] | None) -> None:
    """Raise OperationRefused when a value is the id of whoever made the client, or of whom it acts
    for: as whose part it may be."""
    said = json.dumps(dict(values or {}), default=str)
    if any(json.dumps(who) in said for who in (by_client().created_by, g.actor.person)):
        raise OperationRefused(
            "This would give a part in it to who made the client, or acts by it.",
            "Ask another administrator.",
        )

"""Nobody puts by hand into their own hands what was not there: it would open to them what people
wrote, and nobody would be told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.commands.surgery.order import Order
from engine.context import Context
from engine.errors import OperationRefused

REMEDY = "Ask another administrator. To see what people wrote, open it for some minutes."


def refuse_giving(
    context: Context, order: Order, person: str | None, group: str | None, concerned: bool
) -> None:
    """Raise OperationRefused when who orders it would be given it, being not `concerned` now."""
    theirs = person == order.by or group in context.groups_of(order.by)
    if theirs and not concerned:
        raise OperationRefused("This would put the user task into your own hands.", REMEDY)


def refuse_naming(order: Order, given: Mapping[str, Any]) -> None:
    """Raise OperationRefused when a value is the id of who orders it: as whose part it may be."""
    if json.dumps(order.by) in json.dumps(dict(given), default=str):
        raise OperationRefused("This would name yourself in the instance.", REMEDY)

"""Bring a message by hand to the place of an instance that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.commands.surgery.operate import operate
from engine.commands.surgery.order import Order
from engine.commands.surgery.own_hands import refuse_naming
from engine.context import Context
from engine.effects import Effect
from engine.errors import OperationRefused
from engine.spiff import Execution
from engine.tables import ProcessInstance


def tell(context: Context, order: Order, task_id: UUID, payload: Mapping[str, Any]) -> Effect:
    """Let the instance go on as if the message that is waited for there had come with this.

    Raises UnsafeValue for a payload that may not be kept.
    """

    def do(session: Session, row: ProcessInstance, execution: Execution) -> None:
        wait = execution.waits().messages.get(task_id)
        if wait is None:
            raise OperationRefused("No message is waited for there.", "Look at it again.")
        refuse_naming(order, payload)
        execution.deliver(wait.message, wait.key, payload)

    return operate(context, order, do)

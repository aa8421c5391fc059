"""What an execution sees of the world for one transaction, and how it calls handlers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from engine.context import Context
from engine.deployments import Deployed
from engine.errors import BpmnError, HandlerFailed, Permanent
from engine.expressions import UnsafeValue, check_value
from engine.model import Activity
from engine.registry import Handler
from engine.services import Services
from engine.tables import ProcessInstance


class StepHost:
    """Runs handlers of mode "transaction" inside the step, each in a savepoint of its own."""

    def __init__(
        self, context: Context, session: Session, row: ProcessInstance, deployed: Deployed
    ) -> None:
        self._context, self._session, self._row = context, session, row
        self._deployed = deployed
        self.now: datetime = context.now()
        self.calendar = deployed.calendar
        self.parameters: Mapping[str, Any] = deployed.parameters
        self.instance: Mapping[str, Any] = {
            "id": str(row.id),
            "business_key": row.business_key,
        }

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any] | None:
        """The outputs; None when the handler is to run as a job. A failure leaves no trace."""
        handler = handler_of(self._context, operation)
        if handler.mode == "job":
            return None
        services = Services(self._context, self._deployed, self._row, activity, self._session)
        with guarded(operation), self._session.begin_nested():
            return call_handler(handler, services, inputs)


def handler_of(context: Context, operation: str) -> Handler:
    """The handler of that name. Permanent when there is none."""
    found = context.registry.get(operation)
    if found is None:
        raise Permanent(f"There is no handler called {operation}.")
    return found


def call_handler(
    handler: Handler, services: Services, inputs: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Call a handler and judge its outputs. Permanent when it gave what it did not declare."""
    outputs = dict(handler.function(services, **inputs) or {})
    strange = sorted(set(outputs) - set(handler.outputs))
    if strange:
        raise Permanent(f"{handler.operation} returned {', '.join(strange)}, not declared by it.")
    try:
        check_value(outputs, handler.operation)
    except UnsafeValue as unsafe:
        raise Permanent(str(unsafe)) from unsafe
    return outputs


@contextmanager
def guarded(operation: str) -> Iterator[None]:
    """Turn a failure nobody foresaw into HandlerFailed.

    It is named by its kind alone: its message might hold case content.
    """
    try:
        yield
    except (BpmnError, HandlerFailed, OperationalError):
        raise
    except Exception as error:
        raise HandlerFailed(f"{operation} failed with {type(error).__name__}.") from error

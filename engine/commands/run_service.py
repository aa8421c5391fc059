"""Run a handler of mode "job", and let the instance go on with what it gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.commands.work import job_of
from engine.context import SYSTEM, Context
from engine.deployments import Deployed
from engine.errors import BpmnError, LeaseLost
from engine.jobs import finish_job
from engine.model import Activity, ServiceWait
from engine.queries import instance
from engine.services import Services
from engine.tables import ProcessInstance
from engine.transition import deployed_of, lock_instance, restored, step
from engine.transition.change import Act
from engine.transition.host import call_handler, guarded, handler_of


@dataclass(frozen=True)
class _Call:
    """What is to be called, read before the work and without a lock."""

    row: ProcessInstance
    deployed: Deployed
    wait: ServiceWait


def run_service(context: Context, claimed: Claimed) -> None:
    """Call the handler outside any transaction, then apply its outputs and end the job in one.

    Raises LeaseLost, HandlerFailed (Permanent when trying again is no use), BudgetExceeded.
    """
    call = _read(context, claimed)
    try:
        outputs, code = _outputs(context, call), None
    except BpmnError as error:
        outputs, code = {}, error.code
    _apply(context, claimed, call, outputs, code)


def _read(context: Context, claimed: Claimed) -> _Call:
    with context.database.read() as session:
        job = job_of(session, context.tenant, claimed)
        assert job.instance_id is not None
        assert job.task_id is not None
        row = instance(session, context.tenant, job.instance_id)
        deployed = deployed_of(context, session, row)
        return _Call(row, deployed, _wait(context, session, row, job.task_id))


def _wait(context: Context, session: Session, row: ProcessInstance, task_id: UUID) -> ServiceWait:
    wait = restored(context, session, row).waits().services.get(task_id)
    if wait is None:
        raise LeaseLost("the instance no longer waits for this")
    return wait


def _outputs(context: Context, call: _Call) -> Mapping[str, Any]:
    wait = call.wait
    key = f"{wait.element_id}:{wait.task_id}"
    activity = Activity(wait.task_id, wait.element_id, wait.name, key)
    services = Services(context, call.deployed, call.row, activity, None)
    with guarded(wait.operation):
        return call_handler(handler_of(context, wait.operation), services, wait.inputs)


def _apply(
    context: Context, claimed: Claimed, call: _Call, outputs: Mapping[str, Any], code: str | None
) -> None:
    task_id = call.wait.task_id

    def work(session: Session) -> None:
        row = lock_instance(session, context.tenant, call.row.id)
        finish_job(session, context.tenant, claimed, context.now())
        with step(context, session, row, Act(SYSTEM, task_id)) as execution:
            if code is None:
                execution.finish_service(task_id, outputs)
            else:
                execution.raise_error(task_id, code)
            execution.run()

    context.database.transact(work)

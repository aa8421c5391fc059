"""Bringing an instance back from its row, or saying plainly that it cannot be opened."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.context import Context
from engine.deployments import Deployed
from engine.errors import BundleRefused, InstanceUnreadable, PlumblineError
from engine.spiff import Execution
from engine.tables import ProcessInstance
from engine.transition.host import StepHost


def restored(context: Context, session: Session, row: ProcessInstance) -> Execution:
    """The instance as it stands, on its own deployment. Raises InstanceUnreadable."""
    deployed = deployed_of(context, session, row)
    host = StepHost(context, session, row, deployed)
    try:
        return Execution.restore(deployed.definitions, row.process_key, row.state, host)
    except PlumblineError as error:
        raise InstanceUnreadable(str(error)) from error
    except Exception as error:
        # Its own message might hold what people wrote.
        raise InstanceUnreadable(
            f"Reading its state failed with {type(error).__name__}."
        ) from error


def deployed_of(context: Context, session: Session, row: ProcessInstance) -> Deployed:
    """The version it runs on. Raises InstanceUnreadable when this release cannot read that."""
    try:
        return context.deployments.get(session, row.deployment_id)
    except BundleRefused as refused:
        raise InstanceUnreadable(f"Its version cannot be read. {refused}") from refused

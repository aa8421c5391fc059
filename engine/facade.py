"""The engine's one door: every command, and the surroundings they share.

What staff do with user tasks is in staff.py, what dispatchers ask for in working.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.batches import Batches
from engine.batches import run as run_batch
from engine.bundle import Bundle
from engine.caring import Caring
from engine.clock import Clock, SystemClock
from engine.commands.cancel import cancel
from engine.commands.correlate import correlate
from engine.commands.deploy import deploy
from engine.commands.retry import retry
from engine.commands.signal import signal
from engine.commands.start import start
from engine.commands.surgery.planning import plan_migration
from engine.context import (
    AddressOf,
    Check,
    Context,
    GroupsOf,
    Jobs,
    SendMail,
    unchanged,
    unchecked,
)
from engine.covering import CoveringOf, covers_nobody
from engine.database import Database
from engine.deployments import Deployed, Deployments
from engine.effects import MigrationPlan
from engine.model import Deployment
from engine.operating import Operating
from engine.queries import Takes
from engine.queueing import Queueing
from engine.registry import Registry
from engine.staff import Staff
from engine.trials import takes_for


class Engine(Staff):
    """Runs process definitions. Every command is one transaction; `by` is a person id or "system".

    The refusals of each command are listed in the docstring of its file in engine/commands.
    """

    def __init__(
        self,
        database: Database,
        registry: Registry,
        *,
        groups_of: GroupsOf,
        send_mail: SendMail,
        clock: Clock | None = None,
        tenant: str = "main",
        check: Check = unchecked,
        mail_domain: str = "plumbline.invalid",
        address_of: AddressOf = unchanged,
        covering_of: CoveringOf = covers_nobody,
        records: bool = True,
        jobs: Jobs | None = None,
    ) -> None:
        context = Context(
            database,
            registry,
            clock or SystemClock(),
            tenant,
            groups_of,
            send_mail,
            check,
            Deployments(tenant),
            mail_domain,
            address_of,
            covering_of,
            records,
            jobs={"batch": run_batch, **(jobs or {})},
        )
        super().__init__(context)

    @property
    def database(self) -> Database:
        """The database, for queries."""
        return self.context.database

    @property
    def tenant(self) -> str:
        """The tenant, for queries."""
        return self.context.tenant

    @property
    def clock(self) -> Clock:
        """The engine's own time."""
        return self.context.clock

    def deployed(self, deployment_id: UUID) -> Deployed:
        """A deployment ready for use: its forms, diagrams, calendar and parameters."""
        if (known := self.context.deployments.known(deployment_id)) is not None:
            return known
        with self.database.read() as session:
            return self.context.deployments.get(session, deployment_id)

    def takes_for(self, session: Session, person: str) -> Takes:
        """Which version is offered to a person while one is being rolled out, for queries."""
        return takes_for(self.context, session, person)

    def deploy(self, bundle: Bundle, *, by: str, note: str = "") -> Deployment:
        """Make a bundle the one new instances begin with."""
        return self._woken(deploy(self.context, bundle, by=by, note=note))

    def start(
        self,
        process_key: str,
        *,
        business_key: str | None = None,
        variables: Mapping[str, object] | None = None,
        by: str,
    ) -> UUID:
        """Start an instance; its id."""
        begun = start(
            self.context, process_key, business_key=business_key, variables=variables, by=by
        )
        return self._woken(begun)

    def correlate(
        self, message: str, key: str, payload: Mapping[str, Any], *, by: str
    ) -> list[UUID]:
        """Bring a message to those who wait; the instances that took it or began with it."""
        return self._woken(correlate(self.context, message, key, payload, by=by))

    def signal(self, name: str, payload: Mapping[str, Any], *, by: str) -> list[UUID]:
        """Let all who wait hear a signal; the instances that heard it or began with it."""
        return self._woken(signal(self.context, name, payload, by=by))

    def retry(self, incident_id: UUID, *, by: str, reason: str) -> bool:
        """Try again what an incident stopped; whether it went on."""
        return self._woken(retry(self.context, incident_id, by=by, reason=reason))

    def operating(
        self, *, by: str, reason: str, dry_run: bool = False, seen: int | None = None
    ) -> Operating:
        """Operations by hand on running instances, or what they would do."""
        return Operating(
            self.context, self._woken, by=by, reason=reason, dry_run=dry_run, seen=seen
        )

    def queueing(self, *, by: str, reason: str) -> Queueing:
        """Letters sent again, jobs tried now, queues stopped and let go on."""
        return Queueing(self.context, self._woken, by=by, reason=reason)

    def caring(self, *, by: str) -> Caring:
        """Incidents looked after: assigned, noted about, closed by hand."""
        return Caring(self.context, by=by)

    @property
    def batches(self) -> Batches:
        """Operations by hand on many instances."""
        return Batches(self.context, self._woken)

    def plan_migration(
        self,
        deployment_id: UUID,
        *,
        instances: Iterable[UUID] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> MigrationPlan:
        """For each open instance, or these, whether it can be carried over, and if not, why."""
        return plan_migration(self.context, deployment_id, instances, names or {})

    def cancel(self, instance_id: UUID, *, by: str, reason: str) -> None:
        """Stop an instance for good."""
        cancel(self.context, instance_id, by=by, reason=reason)

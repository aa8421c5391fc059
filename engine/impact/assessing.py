"""Every running instance of a bundle, held against a change that is not deployed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.context import Context
from engine.differences import Version
from engine.impact.model import ImpactReport, InstanceImpact
from engine.impact.reach import Reach
from engine.impact.touched import Touched, touched
from engine.impact.verdicts import Found, verdict
from engine.spiff import Definitions, Standing, judge, read, standing
from engine.tables import Deployment, ProcessInstance
from engine.transition import restored

GOING_ON = ("active", "suspended")
CHUNK = 200
Progress = Callable[[int], None]
Open = tuple[ProcessInstance, int]


def assess(
    context: Context, bundle: Bundle, *, progress: Progress = lambda done: None
) -> ImpactReport:
    """What `bundle`, which need not be deployed, means for the open instances of its key.

    `progress` is told how many have been looked at. Nothing is locked or changed. Raises
    BundleRefused when the bundle could not be deployed.
    """
    look = _Look(context, read(bundle), bundle)
    found: list[InstanceImpact] = []
    with context.database.read() as session:
        for row in _open(session, context.tenant, bundle.key):
            found.append(look.at(session, row))
            if len(found) % CHUNK == 0:
                progress(len(found))
    everywhere = dict.fromkeys(s for one in look.differ.values() for s in one.everywhere)
    return ImpactReport(bundle.key, bundle.digest, context.now(), tuple(found), tuple(everywhere))


def _open(session: Session, tenant: str, key: str) -> Iterator[Open]:
    """The open instances, in the order of their ids, never many in memory at once."""
    last: UUID | None = None
    query = (
        select(ProcessInstance, Deployment.version)
        .join(
            Deployment,
            (Deployment.tenant_id == ProcessInstance.tenant_id)
            & (Deployment.id == ProcessInstance.deployment_id),
        )
        .where(ProcessInstance.tenant_id == tenant, ProcessInstance.status.in_(GOING_ON))
        .where(Deployment.key == key)
        .order_by(ProcessInstance.id)
        .limit(CHUNK)
    )
    while True:
        after = query if last is None else query.where(ProcessInstance.id > last)
        rows = session.execute(after).all()
        yield from ((row[0], row[1]) for row in rows)
        if len(rows) < CHUNK:
            return
        last = rows[-1][0].id
        session.expunge_all()


@dataclass
class _Look:
    """Instances of one deployment that stand alike are judged once."""

    context: Context
    definitions: Definitions
    bundle: Bundle
    differ: dict[UUID, Touched] = field(default_factory=dict)
    known: dict[tuple[object, ...], Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reach = Reach(Version(self.bundle).processes)

    def at(self, session: Session, row: Open) -> InstanceImpact:
        """One instance."""
        instance, on_version = row
        stands = standing(instance.state)
        differ = self._differ(session, instance)
        key = (instance.deployment_id, instance.process_key, *stands.alike)
        if key not in self.known:
            self.known[key] = self._judged(session, instance, stands, differ)
        return verdict(instance, on_version, stands, self.known[key], differ)

    def _differ(self, session: Session, instance: ProcessInstance) -> Touched:
        of = instance.deployment_id
        if of not in self.differ:
            old = self.context.deployments.get(session, of).bundle
            self.differ[of] = touched(old, self.bundle)
        return self.differ[of]

    def _judged(
        self, session: Session, instance: ProcessInstance, stands: Standing, differ: Touched
    ) -> Found:
        judged = judge(restored(self.context, session, instance), self.definitions, {})
        ahead = self.reach.ahead(instance.process_key, stands.positions)
        names = {place: name for place, name in differ.names.items() if place in ahead}
        return Found(judged, names)

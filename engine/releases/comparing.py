"""The new version beside the one in force, for the groups that have it first. Counts only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.tables import History, ProcessInstance, Release

GOING_ON = ("active", "suspended")
AT_ONCE = 500


@dataclass(frozen=True)
class Side:
    """Instances of one process on one version. `outcomes` counts the end events that were
    reached last; `days` is the median from beginning to end, None when none has ended."""

    started: int
    concluded: int
    outcomes: Mapping[str, int]
    days: float | None


@dataclass(frozen=True)
class Comparison:
    """A process on both versions, in the same groups. `enough`: whether the numbers say anything,
    which takes `least` concluded instances on both sides."""

    process_key: str
    old: Side
    new: Side
    least: int

    @property
    def enough(self) -> bool:
        """Whether both sides have concluded often enough to be compared."""
        return min(self.old.concluded, self.new.concluded) >= self.least

    @property
    def ends(self) -> list[str]:
        """Every way in which instances of either side ended."""
        return sorted({*self.old.outcomes, *self.new.outcomes})


def compare(session: Session, release: Release, least: int) -> list[Comparison]:
    """Each process with instances of the release's groups on either version, by its key."""
    rows = _instances(session, release)
    ends = _ends(session, release.tenant_id, [row.id for row in rows if row.ended_at])
    by_key: dict[str, dict[UUID, list[ProcessInstance]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_key[row.process_key][row.deployment_id].append(row)
    old = release.before_id or release.deployment_id
    return [
        Comparison(key, _side(on[old], ends), _side(on[release.deployment_id], ends), least)
        for key, on in sorted(by_key.items())
    ]


def _instances(session: Session, release: Release) -> Sequence[ProcessInstance]:
    versions = [id for id in (release.before_id, release.deployment_id) if id is not None]
    query = select(ProcessInstance).where(
        ProcessInstance.tenant_id == release.tenant_id,
        ProcessInstance.deployment_id.in_(versions),
        ProcessInstance.cohort.in_(release.groups),
    )
    return session.scalars(query).all()


def _ends(session: Session, tenant: str, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The end event each instance reached last, by its name or id."""
    found: dict[UUID, str] = {}
    for first in range(0, len(ids), AT_ONCE):
        query = select(History.instance_id, History.name, History.element_id).where(
            History.tenant_id == tenant,
            History.instance_id.in_(ids[first : first + AT_ONCE]),
            History.kind == "completed",
            History.type == "endEvent",
        )
        for id, name, element in session.execute(query.order_by(History.instance_id, History.seq)):
            found[id] = name or element or ""
    return found


def _side(rows: Sequence[ProcessInstance], ends: Mapping[UUID, str]) -> Side:
    over = [row for row in rows if row.status not in GOING_ON]
    outcomes = Counter(ends.get(row.id, row.status) for row in over)
    spans = [(row.ended_at or row.started_at) - row.started_at for row in over]
    days = median(span / timedelta(days=1) for span in spans) if spans else None
    return Side(len(rows), len(over), dict(outcomes), days)

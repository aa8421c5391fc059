"""Whether everything goes on, for programs: what the first page of operations says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.queries.health import health
from engine.queries.proof import prove_audit_log
from web.api.operation import operation
from web.api.queues import READ
from web.api.shapes import Given
from web.parts import parts


class TroubleGiven(Given):
    """How many of one kind there are, 1,001 for more; and since when the first."""

    number: int
    since: datetime | None


class OverviewGiven(Given):
    """What needs looking at, and how much there is.

    `letters` were refused or given up; `jobs` and `timers` should have been done. `processes` has
    the instances by process and state, as they were at `taken_at`.
    """

    incidents: TroubleGiven
    overdue: TroubleGiven
    letters: TroubleGiven
    jobs: TroubleGiven
    timers: TroubleGiven
    alive: int
    gone: int
    seen_at: datetime | None
    paused: int
    taken_at: datetime | None
    processes: dict[str, dict[str, Any]]


class ProofGiven(Given):
    """Whether every line of the audit log is sealed with the one before. `head` is its end: kept
    elsewhere, it proves later that nothing was cut off."""

    lines: int
    head: str
    broken: list[str]


@operation("GET", "/overview", tag="Overview", **READ)
def read_overview() -> OverviewGiven:
    """Whether the programme is healthy: exceptions first, then counts."""
    here = parts()
    with here.database.read() as db:
        return OverviewGiven.model_validate(health(db, here.tenant, here.clock.now()))


@operation("GET", "/audit-log/proof", tag="Audit log", **READ)
def prove_the_audit_log() -> ProofGiven:
    """Look at every seal of the audit log. `plumbline verify` looks at the histories as well."""
    here = parts()
    with here.database.read() as db:
        proof, head = prove_audit_log(db, here.tenant)
    broken = [f"{one.line}: {one.sentence}" for one in proof.broken]
    return ProofGiven(lines=proof.lines, head=str(head), broken=broken)

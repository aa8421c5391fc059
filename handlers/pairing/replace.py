"""`pairing.replace`: another reviewer for an audit that is under way (A5, A18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.leavers.reading import carriers
from handlers.month.listed import on_list
from handlers.month.pair import penalty, reviewers
from handlers.month.rules import Rules
from handlers.pairing.assign import Turn, assign
from handlers.pairing.facts import Candidate
from handlers.pairing.people import side_of
from handlers.records.audits import Audit
from handlers.records.finding import audit_of
from handlers.records.tables import AuditChange

WHAT = "reviewer"


@handler("pairing.replace", outputs=("reviewer", "others"))
def replace(
    services: Services, *, audit: str, leaving: str, by: str, chosen: str | None = None
) -> Mapping[str, object]:
    """Gives the audit another reviewer by the table `pairing`, never one it had before.

    `chosen` is somebody's own choice among `others`: those nothing bars, however many they have.
    `reviewer` is null when nobody may, or the choice may not.
    """
    row = audit_of(services.session, services.tenant, audit)
    if row.reviewer != leaving:
        return {"reviewer": row.reviewer, "others": []}
    free = allowed(services, row)
    new = _asked(free, chosen) if chosen else _paired(services, row, free)
    if new is not None:
        _note(services, row, leaving, new, by)
    return {"reviewer": new, "others": [{"value": one.id, "label": one.name} for one in free]}


def allowed(services: Services, audit: Audit) -> list[Candidate]:
    """The reviewers nothing bars from this audit, who never had it; by name."""
    rules, side = Rules(services), side_of(services.session, audit)
    judged = penalty(services, audit.month, rules)
    before = {*earlier(services.session, audit), audit.reviewer, audit.officer}
    before |= carriers(services.session, audit.tenant_id, audit.reference)
    found = reviewers(services, audit.month, rules)
    able = [one for one in found if one.id not in before and judged(side, one, 0) is not None]
    return sorted(able, key=lambda one: (one.name, one.id))


def earlier(session: Session, audit: Audit) -> Sequence[str]:
    """Who reviewed this audit before somebody else did."""
    query = select(AuditChange.before).where(
        AuditChange.tenant_id == audit.tenant_id,
        AuditChange.audit_id == audit.id,
        AuditChange.what == WHAT,
    )
    return session.scalars(query).all()


def _asked(free: Sequence[Candidate], chosen: str) -> str | None:
    return chosen if any(one.id == chosen for one in free) else None


def _paired(services: Services, audit: Audit, free: Sequence[Candidate]) -> str | None:
    session, rules = services.session, Rules(services)
    listed = on_list(session, services.tenant, audit.month)
    given = Counter(one.reviewer for one in listed if one.reviewer)
    dice = Random(f"{audit.reference} {audit.reviewer}")  # noqa: S311 repeatable
    turn = Turn(rules.number("max_cases_per_reviewer"), dice, given)
    sides = [side_of(session, audit)]
    [pair] = assign(sides, free, penalty(services, audit.month, rules), turn)
    return pair.reviewer


def _note(services: Services, audit: Audit, leaving: str, new: str, by: str) -> None:
    audit.reviewer = new
    services.session.add(
        AuditChange(
            tenant_id=services.tenant,
            id=uuid4(),
            audit_id=audit.id,
            what=WHAT,
            before=leaving,
            after=new,
            reason="unavailable",
            by=by,
            at=services.now,
            activity_key=services.activity.key,
        )
    )
    services.session.flush()

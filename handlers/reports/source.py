"""Reading the facts of a report: a handful of statements, however many audits there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, Team
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit, Draw
from handlers.records.fields import SUPERVISION
from handlers.records.tables import Difference, ModerationRecord, Reflection, StageRecord
from handlers.reports.actions import action_counts
from handlers.reports.cube import Cell, Cube, total
from handlers.reports.facts import AuditFact, Moderated, Place, Stage, Window
from handlers.reports.recordings import recording_counts
from handlers.reports.rules import Rules

NOWHERE = Place("Elsewhere", "")
LEFT_OUT = ("discounted", "cancelled")


def audit_facts(session: Session, tenant: str, window: Window) -> list[AuditFact]:
    """Every audit issued for this month, and those of others that were open since."""
    rows = session.execute(_audits(tenant, window)).all()
    stages, moderations = _stages(session, tenant, window), _moderations(session, tenant, window)
    reflected = _reflections(session, tenant, window)
    return [
        _fact(
            audit,
            Place(area, district) if area else NOWHERE,
            window,
            stages.get(audit.id, {}),
            moderations.get(audit.id, []),
            reflected.get(audit.id, "none"),
        )
        for audit, area, district in rows
    ]


def other_counts(session: Session, tenant: str, window: Window, rules: Rules) -> Cube:
    """Who was not drawn, where case details differ from the extract, what was followed up and
    recorded, and what became of actions."""
    places = places_of(session, tenant)
    given = (session, tenant, window, rules, places, NOWHERE)
    cube = total([recording_counts(*given), action_counts(*given)])
    draw = session.get(Draw, (tenant, window.month))
    for line in draw.log if draw else ():
        if line["availability"] != "available":
            place = places.get(line["auditor"], NOWHERE)
            cube[Cell("dispensed", place.area, place.district, (line["availability"],))] += 1
    for field, at, auditor in session.execute(_differences(tenant)):
        if window.holds(at):
            place = places.get(auditor, NOWHERE)
            cube[Cell("difference", place.area, place.district, (field,))] += 1
    for row, auditor in session.execute(_follow_ups(tenant, window)):
        place = places.get(auditor, NOWHERE)
        for state in states_of(row, window):
            cube[Cell("follow_up", place.area, place.district, (row.kind, state))] += 1
    return cube


def states_of(row: FollowUp, window: Window) -> Iterator[str]:
    """What happened to a follow-up since the last report, and whether it is open at its end."""
    if window.holds(row.opened_at):
        yield "opened"
    if window.holds(row.escalated_at):
        yield "escalated"
    if window.holds(row.closed_at):
        yield "closed"
    if row.closed_at is None or row.closed_at > window.until:
        yield "open"


def _differences(tenant: str) -> Select[str, datetime, str]:
    query = select(Difference.field, Difference.at, Audit.auditor).join(
        Audit, (Audit.tenant_id == Difference.tenant_id) & (Audit.id == Difference.audit_id)
    )
    return query.where(Difference.tenant_id == tenant)


def _follow_ups(tenant: str, window: Window) -> Select[FollowUp, str]:
    query = select(FollowUp, Audit.auditor).outerjoin(
        Audit, (Audit.tenant_id == FollowUp.tenant_id) & (Audit.id == FollowUp.audit_id)
    )
    return query.where(FollowUp.tenant_id == tenant, FollowUp.opened_at <= window.until)


def places_of(session: Session, tenant: str) -> dict[str, Place]:
    """Where each person works, by their id: the place of their team."""
    query = (
        select(Person.id, Team.area, Team.district)
        .join(Team, (Team.tenant_id == Person.tenant_id) & (Team.id == Person.team_id))
        .where(Person.tenant_id == tenant)
    )
    return {person: Place(area, district) for person, area, district in session.execute(query)}


def _audits(tenant: str, window: Window) -> Select[Audit, str, str]:
    """With the place of the auditor's team; of the case's team when the auditor has none."""
    team = func.coalesce(Person.team_id, ChildCase.team_id)
    here = Audit.tenant_id == tenant
    query = (
        select(Audit, Team.area, Team.district)
        .outerjoin(Person, (Person.tenant_id == Audit.tenant_id) & (Person.id == Audit.auditor))
        .outerjoin(
            ChildCase,
            (ChildCase.tenant_id == Audit.tenant_id) & (ChildCase.id == Audit.case_id),
        )
        .outerjoin(Team, (Team.tenant_id == Audit.tenant_id) & (Team.id == team))
        .where(here, Audit.issued_at <= window.until, _still_counts(window))
    )
    return query.order_by(Audit.reference)


def _still_counts(window: Window) -> ColumnElement[bool]:
    """Of this month; or of another and not concluded before the last report: an audit of the next
    month may be done before the report on this one is."""
    open_since: ColumnElement[bool] = Audit.state.not_in(LEFT_OUT)
    if window.since is not None:
        open_since &= Audit.concluded_at.is_(None) | (Audit.concluded_at > window.since)
    return or_(Audit.month == window.month, open_since)


def _stages(session: Session, tenant: str, window: Window) -> Mapping[UUID, dict[int, Stage]]:
    """The newest record of each stage, by audit."""
    query = (
        select(StageRecord)
        .join(
            Audit,
            (Audit.tenant_id == StageRecord.tenant_id) & (Audit.id == StageRecord.audit_id),
        )
        .where(StageRecord.tenant_id == tenant, StageRecord.at <= window.until)
        .where(_still_counts(window))
    )
    found: dict[UUID, dict[int, Stage]] = defaultdict(dict)
    for row in session.scalars(query.order_by(StageRecord.version)):
        found[row.audit_id][row.stage] = Stage(row.at, dict(_grades(row)), row.answers)
    return found


def _grades(row: StageRecord) -> Iterator[tuple[str, str]]:
    yield from row.section_grades.items()
    yield "overall", row.overall
    if row.supervision:
        yield SUPERVISION, row.supervision


def _moderations(session: Session, tenant: str, window: Window) -> Mapping[UUID, list[Moderated]]:
    query = select(ModerationRecord.audit_id, ModerationRecord.at, ModerationRecord.is_final)
    query = query.where(
        ModerationRecord.tenant_id == tenant, ModerationRecord.at <= window.until
    ).order_by(ModerationRecord.sequence)
    found: dict[UUID, list[Moderated]] = defaultdict(list)
    for audit, at, final in session.execute(query):
        found[audit].append(Moderated(at, final))
    return found


def _reflections(session: Session, tenant: str, window: Window) -> Mapping[UUID, str]:
    query = select(Reflection.audit_id, Reflection.late).where(
        Reflection.tenant_id == tenant,
        Reflection.submission_id.is_not(None),
        Reflection.at <= window.until,
    )
    return {audit: "late" if late else "given" for audit, late in session.execute(query)}


def _fact(
    audit: Audit,
    place: Place,
    window: Window,
    stages: Mapping[int, Stage],
    moderations: list[Moderated],
    reflection: str,
) -> AuditFact:
    assert audit.issued_at is not None
    final = {"overall": audit.final_overall, SUPERVISION: audit.final_supervision}
    return AuditFact(
        month=audit.month,
        place=place,
        category=audit.category,
        state=audit.state,
        issued_at=audit.issued_at,
        auditor=stages.get(1),
        reviewer=stages.get(2),
        moderations=moderations,
        concluded_at=_by(audit.concluded_at, window),
        final={name: grade for name, grade in final.items() if grade},
        reflection=reflection,
    )


def _by(at: datetime | None, window: Window) -> datetime | None:
    """The instant, unless it came after the figures were taken."""
    return at if at is not None and at <= window.until else None

"""What the records say of concluded audits, as the expressions in `replay/` see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.deployments import Deployed
from handlers.caseload.tables import ChildCase
from handlers.directory.districts import district_of
from handlers.follow_ups.tables import FollowUp
from handlers.month.issue import variables
from handlers.month.lots import lot_of
from handlers.records.audits import Audit, Draw
from handlers.records.compare import difference
from handlers.records.fields import grade_scale
from handlers.records.tables import ModerationRecord, Recording, Reflection, StageRecord

Facts = dict[str, Any]
CHUNK = 300
NO_LOT = 1.0
TABLES: tuple[Any, ...] = (StageRecord, Reflection, ModerationRecord, Recording, FollowUp)


def facts(
    session: Session, tenant: str, audits: Sequence[Audit], deployed: Deployed
) -> Iterator[tuple[Audit, Facts]]:
    """For each audit what is known of it: no words of answers, only grades, dates and ids."""
    for first in range(0, len(audits), CHUNK):
        some = audits[first : first + CHUNK]
        ids = [one.id for one in some]
        rows = {table: _by_audit(session.scalars(_of(table, tenant, ids))) for table in TABLES}
        cases = _cases(session, tenant, some)
        drawn = set(session.scalars(select(Draw.month).where(Draw.tenant_id == tenant)))
        for audit in some:
            case = cases.get(audit.case_id)
            if case is not None and audit.issued_at is not None:
                lot = lot_of(session, audit) if audit.month in drawn else NO_LOT
                where = district_of(session, tenant, case.team_id)
                begun = variables(
                    audit,
                    case,
                    _day(audit.issued_at),
                    {"lot": lot, "district": where},
                    deployed.parameters,
                )
                mine = {table: found[audit.id] for table, found in rows.items()}
                yield audit, {"start": begun, **_facts(audit, mine, deployed)}


def _facts(audit: Audit, rows: Mapping[Any, Sequence[Any]], deployed: Deployed) -> Facts:
    stages = {row.stage: row for row in sorted(rows[StageRecord], key=lambda row: row.version)}
    reflected = next((row for row in rows[Reflection] if row.submission_id), None)
    moderated = max(rows[ModerationRecord], key=lambda row: row.sequence, default=None)
    return {
        "issued_at": audit.issued_at,
        "concluded_at": audit.concluded_at,
        "final": {"overall": audit.final_overall, "supervision": audit.final_supervision},
        "stage_1": _stage(stages.get(1)),
        "stage_2": _stage(stages.get(2)),
        "comparison": _comparison(stages, deployed),
        "reflection": _submitted(reflected),
        "moderation": _moderation(moderated),
        "follow_ups": _still_open(rows[FollowUp], moderated),
        "recorded": {row.what: {"on": row.on, "at": row.at} for row in rows[Recording]},
    }


def _stage(row: StageRecord | None) -> Facts | None:
    if row is None:
        return None
    known = {"record": str(row.id), "overall": row.overall, "supervision": row.supervision}
    return {**_told(row), **known, "version": row.version}


def _moderation(row: ModerationRecord | None) -> Facts | None:
    if row is None:
        return None
    known = {"record": str(row.id), "overall": row.overall, "supervision": row.supervision}
    return {**_told(row), **known, "final": row.is_final}


def _still_open(rows: Sequence[FollowUp], moderated: ModerationRecord | None) -> list[str]:
    """What the audit had set off and was not closed when its grading was moderated."""
    if moderated is None:
        return []
    at = moderated.at
    return sorted(
        {row.kind for row in rows if row.opened_at < at and not (row.closed_at or at) < at}
    )


def _told(row: StageRecord | ModerationRecord) -> Facts:
    return {"submission": str(row.submission_id), "by": row.by, "at": row.at, "on": _day(row.at)}


def _submitted(row: Reflection | None) -> Facts | None:
    return None if row is None else {"submission": str(row.submission_id), "at": row.at}


def _comparison(stages: Mapping[int, StageRecord], deployed: Deployed) -> Facts | None:
    if not {1, 2} <= stages.keys():
        return None
    first, second = stages[1], stages[2]
    found = difference(
        {**first.section_grades, "": first.overall},
        {**second.section_grades, "": second.overall},
        grade_scale(deployed.bundle),
    )
    return {**vars(found), "supervision_grade": second.supervision}


def _day(at: datetime) -> date:
    return at.date()


def _of(table: Any, tenant: str, ids: Sequence[UUID]) -> Any:
    return select(table).where(table.tenant_id == tenant, table.audit_id.in_(ids))


def _by_audit(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.audit_id].append(row)
    return found


def _cases(session: Session, tenant: str, audits: Sequence[Audit]) -> dict[str, ChildCase]:
    ids = [one.case_id for one in audits]
    query = select(ChildCase).where(ChildCase.tenant_id == tenant, ChildCase.id.in_(ids))
    return {case.id: case for case in session.scalars(query)}

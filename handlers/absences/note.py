"""`absence.note` and `absence.discount`: what was decided, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.absences.audits import DISCOUNTED, UNAVAILABLE, still, waiting
from handlers.absences.months import AVAILABLE, REFER, period
from handlers.absences.reading import LATE, REFUSED, excused_months
from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.records.audits import Audit

DISPENSED, DISCOUNT = "dispensed", "discounted"
Month = Mapping[str, str]


@handler("absence.note", outputs=("excused", "period", "under_way"))
def note(
    services: Services,
    *,
    report: str,
    months: list[dict[str, str]],
    granted: list[str] | None = None,
    by: str = "system",
    submission: str | None = None,
    in_time: bool = True,
) -> Mapping[str, object]:
    """Keeps for each month whether the person is dispensed, and by whom it was decided.

    `under_way`: a case of such a month has been given to them meanwhile.
    """
    with services.transaction() as session:
        row = session.get_one(AbsenceReport, (services.tenant, UUID(report)))
        said = {one["month"]: outcome(one, granted or (), in_time) for one in months}
        for one in months:
            if said[one["month"]] != AVAILABLE:
                who = (by, submission) if one["outcome"] == REFER else ("system", None)
                _keep(services, session, row, one, said[one["month"]], *who)
        session.flush()
        excused = excused_months(session, row)
        found = waiting(session, services.tenant, row.person_id)
    return {
        "excused": bool(excused),
        "period": period(excused or list(said)),
        "under_way": any(one.month in excused for one in found),
    }


@handler("absence.discount", outputs=("excused", "period", "audits", "reviews"))
def discount(
    services: Services,
    *,
    report: str,
    audits: list[str],
    reviews: list[str],
    months: list[str],
    rule: str,
    by: str,
    submission: str,
) -> Mapping[str, object]:
    """Keeps from which months somebody is discounted; gives the audits that are to be told."""
    with services.transaction() as session:
        row = session.get_one(AbsenceReport, (services.tenant, UUID(report)))
        found = waiting(session, services.tenant, row.person_id)
        ending = still(found, DISCOUNTED, audits)
        excused = sorted({*_months(session, services.tenant, ending), *months})
        for month in excused:
            _keep(services, session, row, {"month": month, "rule": rule}, DISCOUNT, by, submission)
        session.flush()
        standing = excused_months(session, row)
    return {
        "excused": bool(standing),
        "period": period(standing),
        "audits": ending,
        "reviews": still(found, UNAVAILABLE, reviews),
    }


def outcome(month: Month, granted: Sequence[str], in_time: bool) -> str:
    """What is noted of a month: the table's word, or the approver's where the table refers."""
    if month["outcome"] != REFER:
        return month["outcome"]
    if not in_time:
        return LATE
    return DISPENSED if month["month"] in granted else REFUSED


def _months(session: Session, tenant: str, audits: Sequence[str]) -> list[str]:
    ids = [UUID(one) for one in audits]
    query = select(Audit.month).where(Audit.tenant_id == tenant, Audit.id.in_(ids))
    return list(session.scalars(query))


def _keep(
    services: Services,
    session: Session,
    row: AbsenceReport,
    month: Month,
    outcome: str,
    by: str,
    submission: str | None,
) -> None:
    session.add(
        Dispensation(
            tenant_id=services.tenant, report_id=row.id, person_id=row.person_id,
            month=month["month"], outcome=outcome, rule=month["rule"], by=by, at=services.now,
            submission_id=UUID(submission) if submission else None,
            activity_key=services.activity.key,
        )
    )  # fmt: skip

"""Reading what was reported and decided: absences, and the word that holds for a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.absences.away import REPORTED
from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.directory.tables import Absence, Team
from handlers.sampling.availability import Away

EXCUSED, REFUSED, LATE = ("dispensed", "discounted"), "refused", "not_decided"


def absences(session: Session, tenant: str) -> Mapping[str, Sequence[Away]]:
    """Everybody's absences by person: those of the extract and those that were reported."""
    found: dict[str, list[Away]] = defaultdict(list)
    inside = set(
        session.scalars(select(Team.id).where(Team.tenant_id == tenant, Team.in_programme))
    )
    for row in session.scalars(select(Absence).where(Absence.tenant_id == tenant)):
        away = Away(row.reason, row.starts_on, row.ends_on, row.seconded_to in inside)
        found[row.person_id].append(away)
    query = select(AbsenceReport).where(
        AbsenceReport.tenant_id == tenant, AbsenceReport.source == REPORTED
    )
    for one in session.scalars(query):
        away = Away(one.reason, one.starts_on, one.ends_on, share=one.share, asked=True)
        found[one.person_id].append(away)
    return found


def decided(session: Session, tenant: str, months: Sequence[str]) -> dict[tuple[str, str], str]:
    """The outcome that holds by person and month; what was lifted or never decided is left out."""
    query = (
        select(Dispensation.person_id, Dispensation.month, Dispensation.outcome)
        .where(Dispensation.tenant_id == tenant, Dispensation.month.in_(months))
        .where(Dispensation.lifted_at.is_(None), Dispensation.outcome != LATE)
        .order_by(Dispensation.at)
    )
    return {(person, month): outcome for person, month, outcome in session.execute(query)}


def excused_months(session: Session, report: AbsenceReport) -> list[str]:
    """The months from which somebody is excused for this absence, as it stands now."""
    query = select(Dispensation.month).where(
        Dispensation.tenant_id == report.tenant_id,
        Dispensation.report_id == report.id,
        Dispensation.lifted_at.is_(None),
        Dispensation.outcome.in_(EXCUSED),
    )
    return sorted(set(session.scalars(query)))

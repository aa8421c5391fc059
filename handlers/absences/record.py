"""`absence.record` and `absence.end`: an absence is reported, and is over sooner or later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.errors import BpmnError
from engine.registry import handler
from engine.services import Services
from handlers.absences.away import REPORTED
from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.directory.above import last_in_line, managers, team_of
from handlers.directory.reading import roles_of
from handlers.directory.tables import Person


@handler("absence.record", outputs=("report",))
def record(
    services: Services,
    *,
    person: str,
    reason: str,
    starts_on: date,
    ends_on: date,
    by: str,
    submission: str,
    share: int | None = None,
    reporters: list[str] | None = None,
) -> Mapping[str, object]:
    """Keeps an absence that the person, who answers for them or a holder of one of the
    roles `reporters` reports.

    The error `not_reportable`: nobody who works here has that number, or not theirs to report.
    """
    with services.transaction() as session:
        query = select(AbsenceReport.id).where(
            AbsenceReport.tenant_id == services.tenant,
            AbsenceReport.activity_key == services.activity.key,
        )
        known = session.scalars(query).first()
        if known is None:
            _judge(services, session, person, by, reporters or [])
            known = uuid4()
            session.add(
                AbsenceReport(
                    tenant_id=services.tenant, id=known, person_id=person, reason=reason,
                    starts_on=starts_on, ends_on=ends_on, share=100 if share is None else share,
                    source=REPORTED, by=by, at=services.now, instance_id=services.instance_id,
                    submission_id=UUID(submission), activity_key=services.activity.key,
                )
            )  # fmt: skip
    return {"report": str(known)}


@handler("absence.end")
def end(services: Services, *, report: str, ends_on: date) -> None:
    """Notes when an absence ends after all; lifts what was decided for the months after it."""
    with services.transaction() as session:
        row = session.get_one(AbsenceReport, (services.tenant, UUID(report)))
        row.ends_on = ends_on
        session.execute(
            update(Dispensation)
            .where(Dispensation.tenant_id == services.tenant, Dispensation.report_id == row.id)
            .where(Dispensation.month > f"{ends_on:%Y-%m}", Dispensation.lifted_at.is_(None))
            .values(lifted_at=services.now)
        )


def _may_report(
    services: Services, session: Session, person: Person, by: str, reporters: Sequence[str]
) -> bool:
    """They themselves may, who answers for them, and holders of one of the roles `reporters`."""
    above = managers(session, services.tenant, last_in_line(services.parameters))
    manager = above.of(person.id, person.line_manager, team_of(session, person))
    anybody = any(held.role in reporters for held in roles_of(session, services.tenant, by))
    return anybody or by in (person.id, person.line_manager, manager)


def _judge(
    services: Services, session: Session, person: str, by: str, reporters: Sequence[str]
) -> None:
    found = session.get(Person, (services.tenant, person))
    here = found is not None and found.active
    if found is None or not here or not _may_report(services, session, found, by, reporters):
        sentence = "Nobody here has that staff number, or the absence is not theirs to report."
        raise BpmnError("not_reportable", sentence)

"""`reports.note` and `reports.publish`: what people add to figures, and that all may read them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.reports.audience import readers
from handlers.reports.reading import report as report_of
from handlers.reports.tables import Report, ReportNote


@handler("reports.note")
def write_note(
    services: Services, *, report: str, kind: str, submission: str, area: str = ""
) -> None:
    """Keeps what somebody wrote about a report: an analysis, a deep dive, a comment, a chapter."""
    with services.transaction() as session:
        row = report_of(session, services.tenant, report)
        add_note(services, session, row, kind, submission, area)


def add_note(
    services: Services, session: Session, report: Report, kind: str, submission: str, area: str = ""
) -> None:
    """Adds to a report what somebody submitted; once, however often the activity is tried."""
    given, key = services.submission(submission), services.activity.key
    same = select(ReportNote.id).where(
        ReportNote.tenant_id == services.tenant, ReportNote.activity_key == key
    )
    if session.scalars(same).first() is None:
        session.add(
            ReportNote(
                tenant_id=services.tenant,
                id=uuid4(),
                report_id=report.id,
                kind=kind,
                area=area,
                answers=given.answers,
                submission_id=UUID(submission),
                by=given.by,
                at=given.at,
                activity_key=key,
            )
        )


@handler("reports.publish", outputs=("readers",))
def publish(services: Services, *, report: str, told: str) -> Mapping[str, object]:
    """Lets everybody whom the table names read a report; once published, it stays so.

    `readers` are those whom the table `report_audience` has told of such a report, `told` being
    its name there.
    """
    with services.transaction() as session:
        row = report_of(session, services.tenant, report)
        row.published_at = row.published_at or services.now
        return {"readers": readers(session, services.tenant, services.decide, told)}

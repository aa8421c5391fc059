"""`reports.packs`: the quarter's packs as PDF and CSV, kept as they were handed on (R123)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.registry import Function, handler
from engine.services import Services
from handlers.documents.press import NOT_PRINTED
from handlers.reports import printing, sheet
from handlers.reports.notes import words_of
from handlers.reports.reading import packs
from handlers.reports.reading import report as report_of
from handlers.reports.showing import Shown, shown
from handlers.reports.tables import ReportPack
from handlers.settings import Settings


def packing(settings: Settings) -> Function:
    """The handler for an installation."""

    @handler("reports.packs", outputs=("packs",), mode="job")
    def make_packs(services: Services, *, report: str, layouts: list[str]) -> Mapping[str, object]:
        """Makes the PDF and the CSV of these layouts; those made before are not made again."""
        for layout in layouts:
            _make(services, settings, report, layout)
        with services.reading() as session:
            found = packs(session, services.tenant, UUID(report))
            return {"packs": [str(one.document_id) for one in found]}

    return make_packs


def _make(services: Services, settings: Settings, report: str, layout: str) -> None:
    with services.reading() as session:
        row = report_of(session, services.tenant, report)
        done = {p.media_type for p in packs(session, services.tenant, row.id) if p.layout == layout}
        made = shown(session, row, services.bundle, layout)
        chapter = words_of(session, row, services.bundle, ("chapter",))
    if sheet.MEDIA_TYPE not in done:
        _keep(services, made, "csv", sheet.MEDIA_TYPE, sheet.sheet(made))
    if printing.MEDIA_TYPE not in done:
        prints = settings.prints
        pdf = printing.paper(made, services.bundle, chapter) if prints else NOT_PRINTED
        _keep(services, made, "pdf", printing.MEDIA_TYPE, pdf.content)


def _keep(services: Services, made: Shown, ending: str, media_type: str, content: bytes) -> None:
    name = f"{made.report.period}-{made.layout.replace('_', '-')}-v{made.report.version}.{ending}"
    with services.transaction() as session:
        document = services.store_document(name, media_type, content)
        _note(session, services, made, media_type, document)


def _note(
    session: Session, services: Services, made: Shown, media_type: str, document: UUID
) -> None:
    session.add(
        ReportPack(
            tenant_id=services.tenant,
            id=uuid4(),
            report_id=made.report.id,
            layout=made.layout,
            media_type=media_type,
            document_id=document,
            made_at=services.now,
        )
    )

"""The list of periods, one report, and the same to take away."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from engine import queries
from engine.history import append_audit_log
from handlers.reports import printing, sheet
from handlers.reports.chart import chart
from handlers.reports.reading import packs, periods
from web.access.facts import ReportFacts
from web.access.permission import permit
from web.access.reports import report_facts
from web.documents import download, sent_as
from web.parts import parts
from web.reports.reading import facts, kind_of, opened

blueprint = Blueprint("reports", __name__)
KINDS = ("month", "quarter")


def facts_of_list() -> ReportFacts:
    """What the person may read of any report."""
    here = parts()
    with here.database.read() as db:
        found = [report_facts(db, here.engine, g.actor, kind) for kind in KINDS]
    return max(found, key=lambda one: (one.places is None, len(one.places or ())))


def facts_of_pack(period: str, document_id: UUID) -> ReportFacts | None:
    """What the person may read of a pack; None where there is none, or not all of it for them."""
    here = parts()
    with here.database.read() as db:
        rows = [row for row in periods(db, here.tenant, drafts=True) if row.period == period]
        made = [one for row in rows for one in packs(db, here.tenant, row.id)]
        found = [one for one in made if one.document_id == document_id]
        if not found:
            return None
        fact = report_facts(db, here.engine, g.actor, found[0].layout)
    return fact if fact.places is None else None


@blueprint.get("/reports")
@permit("report.list", facts_of_list)
def overview() -> ResponseReturnValue:
    """Every month and quarter reported, the latest first."""
    here, kind, year = parts(), request.args.get("kind", ""), request.args.get("year", "").strip()
    with here.database.read() as db:
        rows = periods(db, here.tenant, drafts=g.resource.drafts)
    kept = [row for row in rows if kind in ("", row.kind) and row.period.startswith(year[:4])]
    chosen = {"kind": kind if kind in KINDS else "", "year": year[:4]}
    return render_template("reports/overview.html", rows=kept, chosen=chosen, any=bool(rows))


@blueprint.get("/reports/<period>")
@permit("report.read", facts)
def report(period: str) -> ResponseReturnValue:
    """A report on a month or a quarter, for all places I may read."""
    return _page(period)


@blueprint.get("/reports/<period>/<area>")
@permit("report.read", facts)
def area(period: str, area: str) -> ResponseReturnValue:
    """The same for one area."""
    return _page(period, area)


@blueprint.get("/reports/<period>/report.csv")
@permit("report.read", lambda period: facts(period, request.args.get("area", "")))
def as_sheet(period: str) -> ResponseReturnValue:
    """One line for each number."""
    with parts().database.read() as db:
        found = opened(db, period, request.args.get("area", ""))
    return _file(period, "csv", sheet.MEDIA_TYPE, sheet.sheet(found.shown))


@blueprint.get("/reports/<period>/report.pdf")
@permit("report.read", lambda period: facts(period, request.args.get("area", "")))
def as_paper(period: str) -> ResponseReturnValue:
    """The report to print."""
    with parts().database.read() as db:
        found = opened(db, period, request.args.get("area", ""))
    made = printing.paper(found.shown, found.used.bundle, found.words)
    return _file(period, "pdf", printing.MEDIA_TYPE, made.content)


@blueprint.get("/reports/<period>/packs/<uuid:document_id>")
@permit("report.read", facts_of_pack)
def pack(period: str, document_id: UUID) -> ResponseReturnValue:
    """A pack as it was handed on. Who took it and when is kept in the audit log."""
    here = parts()
    with here.database.write() as db:
        found = queries.document(db, here.tenant, document_id)
        append_audit_log(
            db, here.tenant,
            at=here.clock.now(), by=g.actor.person, action="report.pack", about=str(document_id),
        )  # fmt: skip
        return download(found, queries.document_bytes(db, here.tenant, document_id))


def _page(period: str, area: str = "") -> ResponseReturnValue:
    if not kind_of(period):
        abort(404)
    with parts().database.read() as db:
        found = opened(db, period, area)
    return render_template("reports/report.html", page=found, period=period, area=area, chart=chart)


def _file(period: str, ending: str, media_type: str, content: bytes) -> Response:
    return sent_as(f"case-file-audits-{period}.{ending}", media_type, content)

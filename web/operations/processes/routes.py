"""The processes, one of them with its figures, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from engine import queries
from web.access.permission import permit
from web.diagrams.source import xml_answer, xml_of
from web.operations.processes import heat, words
from web.operations.processes.lines import Line
from web.operations.processes.period import DAYS
from web.operations.processes.reading import View, drawn, view_of
from web.operations.sheet import sheet
from web.parts import parts

blueprint = Blueprint("operations_processes", __name__)
AT = "/operations/processes/<process_key>"
HEADINGS = (
    "Element", "Name", "Type", "Here now", "Overdue now", "Since", "Held up", "Done", "Cancelled",
    "Median seconds", "90% seconds", "Median working days", "90% working days",
    "With a date", "In time", "Late", "Median working days late", "90% working days late",
)  # fmt: skip


@blueprint.get("/operations/processes")
@permit("operations.read")
def overview() -> ResponseReturnValue:
    """The processes of the bundles in force."""
    here = parts()
    with here.database.read() as db:
        rows = queries.process_definitions(db, here.tenant)
        versions = {one.id: one for one in queries.active_deployments(db, here.tenant)}
    shown = {"definitions": rows, "versions": versions}
    return render_template("operations/processes/overview.html", **shown)


@blueprint.get(AT)
@permit("operations.read")
def process(process_key: str) -> ResponseReturnValue:
    """How many, how long and where late, over a period and for a version or for all."""
    here = parts()
    with here.database.read() as db:
        view = view_of(db, here, process_key, request.args)
    days = DAYS if view.period.days else {"": "By dates", **DAYS}
    known = {"days": days, "ways": heat.SHOWN, "words": words}
    return render_template("operations/processes/process.html", view=view, **known)


@blueprint.get(f"{AT}/diagram")
@permit("operations.read")
def diagram(process_key: str) -> ResponseReturnValue:
    """The drawing of that version, or of the latest."""
    here = parts()
    with here.database.read() as db:
        row = drawn(db, here, process_key, request.args.get("version", ""))
        return xml_answer(xml_of(db, here.tenant, row))


@blueprint.get(f"{AT}/figures.csv")
@permit("operations.read")
def as_sheet(process_key: str) -> ResponseReturnValue:
    """The same figures, a line for each element and one for the process itself."""
    here = parts()
    with here.database.read() as db:
        view = view_of(db, here, process_key, request.args)
    return sheet(f"{process_key}-figures.csv", HEADINGS, _rows(view))


def _rows(view: View) -> Iterator[tuple[object, ...]]:
    for row in (view.whole, *view.rows):
        yield _row(row)


def _row(row: Line) -> tuple[object, ...]:
    since = row.since.isoformat() if row.since else None
    return (
        row.id, row.name, row.type, row.here, row.overdue, since, row.held_up, row.done,
        row.cancelled, row.median, row.most, row.median_days, row.most_days,
        row.dated, row.in_time, row.late, row.median_late, row.most_late,
    )  # fmt: skip

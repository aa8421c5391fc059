"""The list as a file, written while it is read: it may have a hundred thousand lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from engine import queries
from engine.queries import InstanceFilters, InstanceRow, Order
from handlers.reports.sheet import safe
from web.parts import Parts

HEADINGS = ("Reference", "Process", "District", "State", "Begun", "Begun by", "Ended", "Id")
AT_ONCE = 1_000
MARK = "\ufeff"


def sheet(here: Parts, filters: InstanceFilters, order: Order) -> Iterator[str]:
    """The file, piece by piece; safe to open in a spreadsheet. Instants are in UTC."""
    with here.database.read() as db:
        called = queries.process_names(db, here.tenant)
        found = queries.each_instance(db, here.tenant, filters, order)
        yield MARK + _text([HEADINGS])
        while piece := list(islice(found, AT_ONCE)):
            yield _text(_cells(row, called) for row in piece)


def _cells(row: InstanceRow, called: Mapping[str, str]) -> tuple[str, ...]:
    return (
        row.business_key or "",
        called.get(row.process_key, row.process_key),
        row.cohort or "",
        row.status,
        row.started_at.isoformat(timespec="seconds"),
        row.started_by,
        row.ended_at.isoformat(timespec="seconds") if row.ended_at else "",
        str(row.id),
    )


def _text(rows: Iterable[tuple[str, ...]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue()

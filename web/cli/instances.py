"""`plumbline instances`: what runs."""

from __future__ import annotations

import click

from engine import queries
from engine.queries import InstanceFilters
from engine.tables import ProcessInstance
from web.cli.installation import installation
from web.cli.refusal import as_json, columns, show


@click.command()
@click.option("--status", help="Only active, completed, failed, cancelled or suspended ones.")
@click.option("--page", default=1, show_default=True, help="Which page of the list.")
@as_json
def instances(status: str | None, page: int, as_json: bool) -> None:
    """List process instances, newest first."""
    with installation() as here, here.database.read() as db:
        found = queries.instances(db, here.tenant, InstanceFilters(status), page)
    rows = [_row(row) for row in found.rows]
    value = {"total": found.total, "page": found.number, "pages": found.pages, "instances": rows}
    show(value, as_json, lambda: _text(rows, found.total))


def _row(row: ProcessInstance) -> dict[str, str]:
    return {
        "id": str(row.id),
        "reference": row.business_key or "",
        "process": row.process_key,
        "status": row.status,
        "started": row.started_at.isoformat(timespec="seconds"),
    }


def _text(rows: list[dict[str, str]], total: int) -> str:
    heading = ("ID", "REFERENCE", "PROCESS", "STATUS", "STARTED")
    return f"{columns([heading, *(tuple(r.values()) for r in rows)])}\n{total} in all"

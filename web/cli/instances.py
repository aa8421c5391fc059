"""`plumbline instances`: what runs, by the same filters as the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from engine import queries
from engine.queries import InstanceRow
from engine.queries.slices import place
from web.cli.installation import installation
from web.cli.refusal import as_json, columns, show
from web.operations.instances.filters import SORTS, STATUSES, Chosen
from web.operations.instances.sheet import sheet

ALL = 10**9
FILTERS = (
    click.option("--text", default="", help="Only those with this in their reference."),
    click.option("--process", default="", help="Only of this process (its key)."),
    click.option("--version", default="", help="Only of this version."),
    click.option("--status", type=click.Choice(STATUSES), help="Only in this state."),
    click.option("--district", default="", help="Only of this district."),
    click.option("--who", default="", help="Only those that wait for this person or role."),
    click.option("--element", default="", help="Only those that are at this element."),
    click.option("--older", default="", metavar="DAYS", help="Only begun before so many days."),
    click.option("--incident", default="", help="Only held up: any, or the key of a cause."),
    click.option("--late", is_flag=True, help="Only with a user task that is overdue."),
    click.option("--sort", type=click.Choice(list(SORTS)), default="newest", show_default=True),
    click.option("--after", default="", help="Go on from here: `after` of the page before."),
)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the list."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


@click.command()
@filtered
@click.option("--size", default=25, show_default=True, help="How many on a page.")
@click.option("--csv", "as_csv", is_flag=True, help="Print all that fit as CSV.")
@as_json
def instances(as_json: bool, as_csv: bool, size: int, late: bool, **asked: str | None) -> None:
    """List process instances, newest first."""
    words = {name: word or "" for name, word in asked.items()}
    chosen = Chosen.of(words | {"late": "yes" if late else ""})
    with installation() as here, here.database.read() as db:
        filters = chosen.query(db, here.tenant, here.clock.now())
        if as_csv:
            for piece in sheet(here, filters, chosen.order):
                click.echo(piece.removeprefix("\ufeff"), nl=False)
            return
        found = queries.instance_list(
            db, here.tenant, filters, chosen.order, after=chosen.place("after"), size=max(1, size)
        )
        total = queries.instances_counted(db, here.tenant, filters, ALL)
    rows = [_row(row) for row in found.rows]
    after = place(*found.later) if found.later else None
    value = {"total": total, "after": after, "instances": rows}
    show(value, as_json, lambda: _text(rows, value))


def _row(row: InstanceRow) -> dict[str, str]:
    return {
        "id": str(row.id),
        "reference": row.business_key or "",
        "process": row.process_key,
        "status": row.status,
        "started": row.started_at.isoformat(timespec="seconds"),
        "district": row.cohort or "",
    }


def _text(rows: list[dict[str, str]], value: dict[str, Any]) -> str:
    heading = ("ID", "REFERENCE", "PROCESS", "STATUS", "STARTED", "DISTRICT")
    further = f"\nThe next page: --after {value['after']}" if value["after"] else ""
    table = columns([heading, *(tuple(r.values()) for r in rows)])
    return f"{table}\n{value['total']} in all{further}"

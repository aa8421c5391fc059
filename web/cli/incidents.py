"""`plumbline incidents` and `plumbline incidents retry ID`: what is held up, and trying again."""

from __future__ import annotations

from uuid import UUID

import click

from engine import queries
from engine.tables import Incident
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show


@click.group(invoke_without_command=True)
@click.option("--page", default=1, show_default=True, help="Which page of the list.")
@as_json
@click.pass_context
def incidents(ctx: click.Context, page: int, as_json: bool) -> None:
    """List open incidents, longest waiting first."""
    if ctx.invoked_subcommand is not None:
        return
    with installation() as here, here.database.read() as db:
        found = queries.incidents(db, here.tenant, None, page)
    rows = [_row(row) for row in found.rows]
    show({"total": found.total, "incidents": rows}, as_json, lambda: _text(rows))


@incidents.command()
@click.argument("incident", type=click.UUID)
@click.option("--reason", required=True, help="Why it is tried again; kept in the history.")
def retry(incident: UUID, reason: str) -> None:
    """Try INCIDENT again."""
    with installation() as here:
        here.engine.retry(incident, by=SYSTEM, reason=reason)
    click.echo("It is tried again. `plumbline serve` or `worker` carries out what it sets going.")


def _row(row: Incident) -> dict[str, str]:
    return {
        "id": str(row.id),
        "element": row.element_id,
        "since": row.created_at.isoformat(timespec="seconds"),
        "sentence": row.sentence,
    }


def _text(rows: list[dict[str, str]]) -> str:
    if not rows:
        return "Nothing is held up."
    return columns(
        [("ID", "ELEMENT", "SINCE", "WHAT IS WRONG"), *(tuple(r.values()) for r in rows)]
    )

"""`plumbline incidents` and `plumbline incidents retry ID`: what is held up, and trying again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click
from sqlalchemy.orm import Session

from engine import queries
from engine.queries import IncidentFilters
from engine.queries.causes import Cause, CauseFilters, causes
from engine.tables import Incident
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show
from web.operations.incidents.reading import references

MOST = 1000
NOTHING = "Nothing is held up."
HEADINGS: tuple[str, ...] = (
    "CAUSE",
    "INCIDENTS",
    "INSTANCES",
    "FIRST",
    "LAST",
    "PROCESS",
    "ELEMENT",
)
SINGLE: tuple[str, ...] = ("ID", "REFERENCE", "ELEMENT", "SINCE")


@click.group(invoke_without_command=True)
@click.option("--single", is_flag=True, help="List them one by one, longest waiting first.")
@click.option("--cause", help="One by one, those of this cause.")
@click.option("--page", default=1, show_default=True, help="Which page of the single ones.")
@as_json
@click.pass_context
def incidents(
    ctx: click.Context, single: bool, cause: str | None, page: int, as_json: bool
) -> None:
    """List open incidents by their cause: how many, since when, and how many instances they
    hold up. Those with the most come first."""
    if ctx.invoked_subcommand is not None:
        return
    with installation() as here, here.database.read() as db:
        if single or cause:
            value = _single(db, here.tenant, cause, page)
        else:
            value = _by_cause(db, here.tenant)
    show(value, as_json, lambda: _text(value))


@incidents.command()
@click.argument("incident", type=click.UUID)
@click.option("--reason", required=True, help="Why it is tried again; kept in the history.")
def retry(incident: UUID, reason: str) -> None:
    """Try INCIDENT again."""
    with installation() as here:
        here.engine.retry(incident, by=SYSTEM, reason=reason)
    click.echo("It is tried again. `plumbline serve` or `worker` carries out what it sets going.")


def _by_cause(session: Session, tenant: str) -> dict[str, Any]:
    found = causes(session, tenant, CauseFilters(), size=MOST)
    return {"more": found.after is not None, "causes": [_cause(one) for one in found.rows]}


def _single(session: Session, tenant: str, cause: str | None, page: int) -> dict[str, Any]:
    found = queries.incidents(session, tenant, IncidentFilters(cause=cause), page)
    known = references(session, tenant, found.rows)
    rows = [_incident(row, known.get(row.instance_id or row.id, "")) for row in found.rows]
    return {"total": found.total, "incidents": rows}


def _cause(one: Cause) -> dict[str, Any]:
    return {
        "cause": one.cause,
        "incidents": one.number,
        "instances": one.instances,
        "first": one.first.isoformat(timespec="seconds"),
        "last": one.last.isoformat(timespec="seconds"),
        "process": one.process_key or "",
        "element": one.element_id,
        "sentence": one.sentence,
    }


def _incident(row: Incident, reference: str) -> dict[str, str]:
    return {
        "id": str(row.id),
        "reference": reference,
        "element": row.element_id,
        "since": row.created_at.isoformat(timespec="seconds"),
        "sentence": row.sentence,
    }


def _text(value: dict[str, Any]) -> str:
    rows, headings = value.get("causes"), HEADINGS
    if rows is None:
        rows, headings = value["incidents"], SINGLE
    if not rows:
        return NOTHING
    more = f"\nThere are more than {MOST:,} causes." if value.get("more") else ""
    told = [(*headings, "WHAT IS WRONG"), *(tuple(map(str, row.values())) for row in rows)]
    return columns(told) + more

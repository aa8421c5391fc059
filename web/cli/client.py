"""`plumbline client`: programs that use the HTTP API. A token is printed once and never again."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show
from web.clients import keeping
from web.clients.keeping import Wanted
from web.clients.scopes import SCOPES
from web.clients.tables import Client


@click.group()
def client() -> None:
    """Add programs that use the HTTP API, renew their tokens, end them."""


@client.command()
@click.argument("client_id", metavar="ID")
@click.option("--name", required=True, help="What the program is, for people to read.")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(list(SCOPES)))
@click.option("--role", "roles", multiple=True, help="A role the program holds itself.")
@click.option("--for-people", is_flag=True, help="It may act for people, with their rights.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of its token.")
@as_json
def add(
    client_id: str,
    name: str,
    scopes: tuple[str, ...],
    roles: tuple[str, ...],
    for_people: bool,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Make the client ID and print its token."""
    ends = until.replace(tzinfo=UTC) if until else None
    wanted = Wanted(client_id, name, scopes, roles, for_people, ends)
    with installation() as here, here.database.write() as db:
        token = keeping.make(db, here.tenant, wanted, by=SYSTEM, now=here.clock.now())
    show({"id": client_id, "token": token}, as_json, lambda: _told(token))


@client.command()
@click.argument("client_id", metavar="ID")
@as_json
def renew(client_id: str, as_json: bool) -> None:
    """Print another token for ID; the one before is worth nothing from now on."""
    with installation() as here, here.database.write() as db:
        token = keeping.renew(db, here.tenant, client_id, by=SYSTEM, now=here.clock.now())
    show({"id": client_id, "token": token}, as_json, lambda: _told(token))


@client.command()
@click.argument("client_id", metavar="ID")
def revoke(client_id: str) -> None:
    """End ID: its token is worth nothing from now on."""
    with installation() as here, here.database.write() as db:
        keeping.revoke(db, here.tenant, client_id, by=SYSTEM, now=here.clock.now())
    click.echo(f"{client_id} has ended.")


@client.command(name="list")
@as_json
def list_(as_json: bool) -> None:
    """List the clients."""
    with installation() as here, here.database.read() as db:
        rows = [_row(one) for one in keeping.clients(db, here.tenant)]
    show({"clients": rows}, as_json, lambda: _text(rows))


def _row(row: Client) -> dict[str, str]:
    used = row.used_at.isoformat(timespec="minutes") if row.used_at else ""
    own = [*row.roles, *(["for people"] if row.for_people else [])]
    state = "ended" if row.revoked_at else "open"
    return {
        "id": row.id,
        "name": row.name,
        "scopes": " ".join(row.scopes),
        "roles": ", ".join(own),
        "state": state,
        "used": used,
    }


def _text(rows: list[dict[str, str]]) -> str:
    heading = ("ID", "NAME", "SCOPES", "ROLES", "STATE", "LAST USED")
    lines = [tuple(row.values()) for row in rows]
    return columns([heading, *lines]) if rows else "There is no client yet."


def _told(token: str) -> str:
    return f"Its token, shown once: {token}"

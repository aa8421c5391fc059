"""`plumbline user`: accounts. There is no default password and no default account."""

from __future__ import annotations

import click
from sqlalchemy import select

from handlers.directory.tables import Person
from web.account import passwords
from web.account.tables import Account
from web.cli.installation import installation
from web.cli.refusal import as_json, columns, show
from web.parts import Parts

asked = click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)


@click.group()
def user() -> None:
    """Add accounts, change passwords, list accounts."""


@user.command()
@click.argument("name")
@click.option("--person", help="Id in the directory; without it the e-mail address is looked up.")
@asked
def add(name: str, person: str | None, password: str) -> None:
    """Give somebody of the directory the account NAME."""
    with installation() as here:
        found = _person(here, person or name)
        if found is None:
            raise click.UsageError("Nobody in the directory has that id or e-mail address.")
        _set(here, name, found, password)
    click.echo(f"{name} can sign in.")


@user.command(name="password")
@click.argument("name")
@asked
def change(name: str, password: str) -> None:
    """Change the password of the account NAME."""
    with installation() as here:
        with here.database.read() as db:
            account = db.get(Account, (here.tenant, name.strip().lower()))
        if account is None:
            raise click.UsageError(f"There is no account {name}.")
        _set(here, name, account.person, password)
    click.echo("The password is changed.")


@user.command(name="list")
@as_json
def list_(as_json: bool) -> None:
    """List the accounts."""
    with installation() as here, here.database.read() as db:
        query = select(Account).where(Account.tenant_id == here.tenant).order_by(Account.id)
        rows = [{"name": a.id, "person": a.person, "closed": a.closed} for a in db.scalars(query)]
    show({"accounts": rows}, as_json, lambda: _text(rows))


def _person(here: Parts, wanted: str) -> str | None:
    with here.database.read() as db:
        query = select(Person.id).where(
            Person.tenant_id == here.tenant,
            (Person.id == wanted) | (Person.email.ilike(wanted)),
        )
        return db.scalars(query).first()


def _set(here: Parts, name: str, person: str, password: str) -> None:
    try:
        with here.database.write() as db:
            passwords.set_password(db, here.tenant, name, person, password, here.clock.now())
    except passwords.PasswordRefused as refused:
        click.echo(f"Refused: {refused}", err=True)
        raise click.exceptions.Exit(1) from None


def _text(rows: list[dict[str, object]]) -> str:
    lines = [(str(r["name"]), str(r["person"]), "closed" if r["closed"] else "open") for r in rows]
    return columns([("NAME", "PERSON", "STATE"), *lines]) if lines else "There is no account yet."

"""`plumbline user`: accounts. There is no default password and no default account."""

from __future__ import annotations

import click
from sqlalchemy import select

from handlers.access.first import administered
from handlers.access.roles import Act
from handlers.directory.tables import Person
from web.account import first_code, passwords
from web.account.tables import Account
from web.cli.init import said
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show
from web.parts import Parts
from web.single_sign_on.people import unlink as forget
from web.words import local

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


@user.command(name="first-admin")
def first_admin() -> None:
    """Print a new code for the first administrator; the one before is void."""
    with installation() as here, here.database.write() as db:
        if administered(db, here.tenant):
            raise click.UsageError("There is an administrator already: they give others the role.")
        click.echo(said(here.config, first_code.make(db, here.tenant, here.clock.now())))


@user.command()
@click.argument("person")
def unlink(person: str) -> None:
    """Forget the work account of PERSON, so that another one can be theirs."""
    with installation() as here, here.database.write() as db:
        now = here.clock.now()
        act = Act(SYSTEM, "by the command", now, local(now).date())
        if not forget(db, here.tenant, person, act):
            raise click.UsageError(f"No work account is linked with {person}.")
    click.echo(f"{person} is linked with the work account they sign in with next.")


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

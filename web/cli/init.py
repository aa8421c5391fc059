"""`plumbline init`: the data folder, the secret and the tables."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

import click

from handlers.access.first import administered
from web.account import first_code
from web.cli.installation import installation
from web.configuration import Config, ConfigurationRefused
from web.wiring import upgrade


@click.command()
def init() -> None:
    """Make the data folder and its secret, and bring the database up to date."""
    here = Config.from_environment()
    prepare(here)
    click.echo(f"Ready: {here.data}")
    if not here.demo:
        _say_code(here)


def _say_code(here: Config) -> None:
    """Print the code of the first administrator: once, while it can be used and is needed."""
    with installation(here) as parts, parts.database.write() as db:
        now = parts.clock.now()
        if administered(db, parts.tenant) or first_code.waits(db, parts.tenant, now):
            return
        click.echo(said(here, first_code.make(db, parts.tenant, now)))


def said(here: Config, code: str) -> str:
    """The sentences around a code: what it is for, and where it is typed."""
    return (
        f"Nobody is an administrator yet. This code makes one, once, within a day: {code}\n"
        f"Serve, open {here.address}/first-administrator and type it there. It is not shown again."
    )


def prepare(here: Config, upgraded: Callable[[Config], None] = upgrade) -> None:
    """Make whatever is missing. Doing it twice changes nothing the second time."""
    try:
        here.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"PLUMBLINE_DATA is {here.data}, which cannot be made: {error.strerror}."
        raise ConfigurationRefused(sentence) from None
    secret = here.data / "secret"
    if not secret.exists():
        file = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as out:
            out.write(secrets.token_urlsafe(48))
    upgraded(here)

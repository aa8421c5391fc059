"""`plumbline init`: the data folder, the secret and the tables."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

import click

from web.configuration import Config, ConfigurationRefused
from web.wiring import upgrade


@click.command()
def init() -> None:
    """Make the data folder and its secret, and bring the database up to date."""
    here = Config.from_environment()
    prepare(here)
    click.echo(f"Ready: {here.data}")


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

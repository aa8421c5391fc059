"""The way in: what the provider says becomes a signed-in person with their roles."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, session

from handlers.access.claimed import PROVIDER, put_claimed
from handlers.access.roles import Act
from handlers.directory.reading import HERE
from web.account import signing_in
from web.account.history import note
from web.parts import KEY, Parts
from web.single_sign_on import mapping, provider, sessions
from web.single_sign_on.claims import Asked, Claimed, SignInRefused, read
from web.single_sign_on.people import person_of
from web.single_sign_on.told import told

MAPPING = "plumbline_sso_roles"
WAY = "sso"


def install(app: Flask) -> None:
    """Read what the installation says of its provider. Raises ConfigurationRefused."""
    config = app.extensions[KEY].config
    app.extensions[MAPPING] = mapping.read(config.text("SSO_ROLES"))
    provider.install(app, config)


def enter(here: Parts, token: dict[str, Any]) -> None:
    """Sign in whoever this token is of. Raises SignInRefused; the attempt is kept either way."""
    try:
        person, claimed = _person(here, token)
    except SignInRefused:
        note(here, None, "refused", WAY)
        raise
    signing_in.sign_in(person)
    with here.database.write() as db:
        sessions.remember(db, here.tenant, session[signing_in.TOKEN], claimed, token["id_token"])
    note(here, person, "accepted", WAY)


def _person(here: Parts, token: dict[str, Any]) -> tuple[str, Claimed]:
    names = (here.config.text(f"SSO_{name}_CLAIM") for name in ("SUBJECT", "PERSON", "ROLES"))
    asked = Asked(*names)
    claimed = read(told(token, asked), asked)
    now = here.clock.now()
    act = Act(PROVIDER, "said at sign-in", now, now.astimezone(HERE).date())
    mapped: mapping.Mapped = current_app.extensions[MAPPING]
    with here.database.write() as db:
        found = person_of(db, here.tenant, claimed, now)
        put_claimed(db, here.tenant, found.id, mapped.roles(claimed.values), act)
        return found.id, claimed

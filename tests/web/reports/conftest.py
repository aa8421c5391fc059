"""The smallest council with six reported months, served to whoever signs in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engine.clock import SetClock
from handlers.directory.tables import PersonRole
from tests.handlers.conftest import bundle
from tests.handlers.office import ISSUE_DAY, TENANT, Office
from tests.handlers.reports.conftest import past
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

__all__ = ["bundle", "past"]

Enter = Callable[..., FlaskClient]


@pytest.fixture
def council(past: Office, tmp_path: Path) -> Iterator[Parts]:
    """A copy of the council, so that what is written does not stay."""
    with past.database.read() as session:
        file = str(session.connection().engine.url.database)
    with closing(connect(file)) as one, closing(connect(tmp_path / "plumbline.db")) as copy:
        one.backup(copy)
    config = Config.from_environment({}, DATA=str(tmp_path), DEMO="yes", SECRET="for tests only")
    made = build(config, SetClock(ISSUE_DAY))
    yield made
    made.close()


@pytest.fixture
def enter(council: Parts) -> Enter:
    """Signs somebody in who holds this role and few others, for this scope when one is given."""
    app = create_app(parts=council)
    app.config.update(WTF_CSRF_ENABLED=False)

    def signed_in(role: str, scope: str | None = None) -> FlaskClient:
        query = select(PersonRole.person_id).where(PersonRole.role == role)
        if scope is not None:
            query = query.where(PersonRole.scope == scope)
        with council.database.read() as session:
            people = session.scalars(query.where(PersonRole.tenant_id == TENANT)).all()
            held = Counter(session.scalars(select(PersonRole.person_id)))
        person = min(people, key=lambda one: held[one])
        client = app.test_client()
        assert client.post("/sign-in/as", data={"person": person}).status_code == 303
        return client

    return signed_in

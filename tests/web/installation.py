"""A real installation in a temporary folder: real tables, a real engine, a tiny bundle."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.bundle import Bundle
from engine.clock import SetClock
from engine.database import Database, connect
from engine.dispatch import Dispatcher
from engine.facade import Engine
from engine.registry import Registry
from handlers.cover.reading import covering_of
from handlers.directory.reading import address_of, groups_of
from handlers.mail.kept import KeptSender
from tests.web.people import employ
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import JOBS, settings

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
BUNDLE = Path(__file__).parent / "lending"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def database(tmp_path: Path, sqlite_template: Path) -> Iterator[Database]:
    shutil.copy(sqlite_template, tmp_path / "plumbline.db")
    opened = connect(f"sqlite:///{tmp_path / 'plumbline.db'}")
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.from_environment({}, DATA=str(tmp_path), DEMO="yes", SECRET="for tests only")


@pytest.fixture
def parts(config: Config, database: Database, clock: SetClock) -> Parts:
    """An installation where the book lending of tests/web/lending is deployed."""
    return installed(config, database, clock)


def installed(config: Config, database: Database, clock: SetClock) -> Parts:
    """The same, for a fixture of another scope."""
    groups = groups_of(database, "main", clock)
    send = KeptSender(settings(config))
    engine = Engine(
        database,
        Registry(),
        groups_of=groups,
        send_mail=send,
        clock=clock,
        address_of=address_of(database, "main"),
        covering_of=covering_of(database, "main", clock),
        jobs=JOBS,
    )
    with database.write() as session:
        employ(session)
    engine.deploy(Bundle.from_folders(BUNDLE), by="boss")
    return Parts(config, database, engine, Dispatcher(engine), clock, groups)


@pytest.fixture
def app(parts: Parts) -> Flask:
    made = create_app(parts=parts)
    made.config.update(WTF_CSRF_ENABLED=False)
    return made


@pytest.fixture
def lend(parts: Parts) -> Callable[[], UUID]:
    """Begin one lending; the id of its instance."""

    def start() -> UUID:
        who = {"reader": "reader", "checker": "checker"}
        return parts.engine.start("lending", business_key="B-1", variables=who, by="reader")

    return start


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """A browser in which somebody has signed in."""

    def enter(person: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/sign-in/as", data={"person": person})
        assert answer.status_code == 303, answer.text
        return client

    return enter

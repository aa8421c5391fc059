"""Shared fixtures: a migrated database, on a SQLite file and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.database import Database, connect, upgrade
from tests import once
from tests.chromium import chromium
from tests.postgresql import Cluster, Emptied, binaries

pytest_plugins = ["tests.sparing"]
ROOT = Path(__file__).parents[1]
FILE, NOTE, TEMPLATE = "plumbline.db", "cluster.json", "migrated"


def pytest_configure(config: pytest.Config) -> None:
    """What workers share begins before them."""
    if not hasattr(config, "workerinput"):
        once.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And ends after them."""
    if not hasattr(config, "workerinput"):
        programs, note = binaries(), once.shared() / "postgresql" / NOTE
        if programs and note.exists():
            Cluster.noted(programs, note).stop()
        once.end()


@pytest.fixture(scope="session")
def postgres(locations: list[Path]) -> Cluster:
    """A private PostgreSQL with a migrated database to copy. Skipped aloud without one, unless
    REQUIRE_POSTGRES=1: then it fails."""
    programs = binaries()
    if programs is None:
        reason = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)

    def start(folder: Path) -> None:
        cluster = Cluster.started(programs)
        cluster.note(folder / NOTE)
        upgrade(cluster.create(TEMPLATE), locations)

    return Cluster.noted(programs, once.once("postgresql", start) / NOTE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, for the whole run."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def locations() -> list[Path]:
    """The folders with migrations of the packages above the engine."""
    folders = [ROOT / package / "migrations" for package in ("handlers", "web")]
    return [folder for folder in folders if (folder / "versions").is_dir()]


@pytest.fixture(scope="session")
def sqlite_template(locations: list[Path]) -> Path:
    """A migrated SQLite file to copy."""

    def migrate(folder: Path) -> None:
        upgrade(f"sqlite:///{folder / FILE}", locations)

    return once.once("sqlite", migrate) / FILE


@pytest.fixture(scope="session")
def emptied(postgres: Cluster) -> Iterator[Emptied]:
    """A migrated PostgreSQL database of this worker's own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    database = Emptied(postgres.create(worker, TEMPLATE))
    yield database
    database.close()


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The address of a new, migrated SQLite file."""
    path = tmp_path / FILE
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(emptied: Emptied) -> str:
    """The address of a migrated PostgreSQL database without a row."""
    emptied.empty()
    return emptied.url


@pytest.fixture
def fresh_postgres_url(postgres: Cluster) -> Iterator[str]:
    """The address of a migrated PostgreSQL database that has no past: its planner knows nothing."""
    name = f"fresh_{os.getpid()}"
    yield postgres.create(name, TEMPLATE)
    postgres.drop(name)


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """A new database on SQLite."""
    database = connect(sqlite_url)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without a row: the test runs once on each kind."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database without a row: the test runs once on each kind."""
    opened = connect(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite_url", "fresh_postgres_url"])
def fresh(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database that has no past, for a test that looks at plans. It runs once on each kind."""
    opened = connect(request.getfixturevalue(request.param))
    yield opened
    opened.close()


@pytest.fixture
def count_statements() -> Callable[[Database], list[str]]:
    """Gives a list that grows with every statement sent to a database from then on."""
    from sqlalchemy import event

    def start(database: Database) -> list[str]:
        sent: list[str] = []
        event.listen(
            database.engine,
            "before_cursor_execute",
            lambda _c, _u, statement, *_rest: sent.append(statement),
        )
        return sent

    return start

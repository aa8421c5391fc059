"""Shared fixtures: a migrated database, on a SQLite file and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from engine.database import Database, connect, upgrade
from tests.chromium import chromium
from tests.postgresql import Cluster, binaries

ROOT = Path(__file__).parents[1]
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A private PostgreSQL. Skipped aloud without one, unless REQUIRE_POSTGRES=1: then it fails."""
    programs = binaries()
    if programs is None:
        reason = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    cluster = Cluster(programs)
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates are compiled once a run: every test has an application of its own, and most of
    its time went into that. What is kept is found by the template's text."""
    folder = str(tmp_path_factory.mktemp("templates"))
    options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache(folder)}
    with mock.patch.object(Flask, "jinja_options", options):
        yield


@pytest.fixture(scope="session", autouse=True)
def addressed() -> Iterator[None]:
    """And so is what builds the addresses of its pages, found by the rule's text."""
    compiled, kept = Rule._compile_builder, {}

    def once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, *rule._trace, repr(rule.defaults), append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    with mock.patch.object(Rule, "_compile_builder", once):
        yield


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
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, locations: list[Path]) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "plumbline.db"
    upgrade(f"sqlite:///{path}", locations)
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: Cluster, locations: list[Path]) -> str:
    """The name of a migrated PostgreSQL database to copy."""
    name = f"template_{next(_numbers)}"
    upgrade(postgres.create(name), locations)
    return name


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The address of a new, migrated SQLite file."""
    path = tmp_path / "plumbline.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: Cluster, postgres_template: str) -> Iterator[str]:
    """The address of a new, migrated PostgreSQL database."""
    name = f"test_{next(_numbers)}"
    yield postgres.create(name, postgres_template)
    postgres.drop(name)


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """A new database on SQLite."""
    database = connect(sqlite_url)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a new database: the test runs once on each kind."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new database: the test runs once on each kind."""
    opened = connect(database_url)
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

"""A world on each kind of database, and the diagram that most stories operate on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from engine.database import Database
from engine.registry import handler
from engine.services import Services
from tests.diagrams import boundary, bundle, chain, diagram, end, script, service, start, user
from tests.world import World

LOAN = diagram(
    "loan",
    start(),
    user("request", assignee='"maya"', results="{ wanted: answers.book }"),
    user("grant", assignee='"noor"', due='now() + duration("P5D")'),
    service("lend", "test/lend", book="wanted"),
    script("note", '{ lent: "yes" }'),
    user("return", assignee='"maya"'),
    boundary("late", "return", "P14D"),
    end(),
    end("missing"),
    chain("begin", "request", "grant", "lend", "note", "return", "done"),
    chain("late", "missing"),
)


@handler("test/lend", mode="job")
def lend(services: Services, *, book: str) -> None:
    """Take a book off the shelf."""


def library(database: Database) -> Iterator[World]:
    """A world in which books are lent, looked over for soundness when the story has ended."""
    made = World(database, lend)
    made.deploy(bundle(LOAN))
    yield made
    made.sound()


@pytest.fixture
def told(sqlite: Database) -> Iterator[World]:
    """The library on SQLite."""
    yield from library(sqlite)


@pytest.fixture
def told_on_each(database: Database) -> Iterator[World]:
    """The library on each kind of database, for what depends on its SQL."""
    yield from library(database)


@pytest.fixture
def requested(told: World) -> Callable[[], UUID]:
    """Start a loan and ask for a book; gives the instance."""
    return lambda: request(told)


def request(told: World) -> UUID:
    """Start a loan and ask for a book; the instance."""
    instance = told.start("loan", "L-1")
    told.submit("request", book="Emma")
    return instance

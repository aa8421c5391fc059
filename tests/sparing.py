"""What tests do once a run or not at all: each has an application and a database of its own, and
setting those up is most of what it does.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from engine.database import postgresql, sqlite
from tests import once

PRAGMAS = sqlite.PRAGMAS
STATEMENTS = 5_000


def pytest_configure() -> None:
    """What is read in before the first test stays: nobody need look for garbage in it, now ..."""
    gc.disable()


def pytest_collection_finish() -> None:
    """... or while tests run, which make enough for it to be looked for all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    """Templates are compiled once a run: every test has an application of its own, and most of
    its time went into that. What is kept is found by the template's text."""
    folder = str(once.once("templates", lambda folder: None))
    options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache(folder)}
    with mock.patch.object(Flask, "jinja_options", options):
        yield


@pytest.fixture(scope="session", autouse=True)
def addressed() -> Iterator[None]:
    """And so is what builds the addresses of its pages, found by the rule's text."""
    anew, kept = Rule._compile_builder, {}

    def compiled_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, *rule._trace, repr(rule.defaults), append_unknown)
        if key not in kept:
            kept[key] = anew(rule, append_unknown)
        return kept[key]

    with mock.patch.object(Rule, "_compile_builder", compiled_once):
        yield


@pytest.fixture(scope="session", autouse=True)
def phrased() -> Iterator[None]:
    """And so are statements, as they are in one server: the next test's database is another
    engine, which would put them all into words anew."""
    kept = {"compiled_cache": LRUCache(STATEMENTS)}

    def knowing(*given: Any, **named: Any) -> Engine:
        return create_engine(*given, execution_options=kept, **named)

    with (
        mock.patch.object(sqlite, "create_engine", knowing),
        mock.patch.object(postgresql, "create_engine", knowing),
        _interchangeable(sqlite.Dialect),
        _interchangeable(PGDialect_psycopg),
    ):
        yield


def _interchangeable(dialect: type[Dialect]) -> Any:
    """What is kept is found by the dialect too, of which every engine has one."""
    same = {
        "__eq__": lambda one, other: type(one) is type(other),
        "__hash__": lambda one: hash(type(one)),
    }
    return mock.patch.multiple(dialect, **same)


@pytest.fixture(scope="session", autouse=True)
def hasty() -> Iterator[None]:
    """No test's database outlives the machine, so none waits for the disk."""
    hasty = (*PRAGMAS, "synchronous=OFF")
    with mock.patch.object(sqlite, "PRAGMAS", hasty):
        yield


@pytest.fixture
def as_in_production() -> Iterator[None]:
    """But what is asked for is whether one would."""
    with mock.patch.object(sqlite, "PRAGMAS", PRAGMAS):
        yield

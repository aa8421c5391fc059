"""After an import, open audits hear that their case closed or moved; nobody else does."""

from __future__ import annotations

from uuid import uuid4

import pytest

from engine.database import Database
from handlers.intake import taking
from handlers.intake.taking import CLOSED, TRANSFERRED, Standing, changes
from tests.diagrams import bundle, chain, diagram, end, user
from tests.world import World

OPEN, CLOSED_CASE, MOVED = Standing("a", True), Standing("a", False), Standing("b", True)


def test_a11_a_case_that_closed_or_moved_is_a_change() -> None:
    first, second, third, fourth = (uuid4() for _ in range(4))
    before = {first: OPEN, second: OPEN, third: OPEN, fourth: CLOSED_CASE}
    after = {first: CLOSED_CASE, second: MOVED, third: OPEN, fourth: CLOSED_CASE}
    assert list(changes(before, after)) == [(first, CLOSED), (second, TRANSFERRED)]


def test_a_case_that_both_closed_and_moved_is_closed() -> None:
    audit = uuid4()
    assert list(changes({audit: OPEN}, {audit: Standing("b", False)})) == [(audit, CLOSED)]


def test_who_began_to_listen_meanwhile_has_missed_nothing() -> None:
    assert list(changes({}, {uuid4(): CLOSED_CASE})) == []


def test_processes_hear_of_an_import(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "import_extract", lambda *given, **named: None)
    heard = '<startEvent id="heard"><signalEventDefinition signalRef="s"/></startEvent>'
    text = diagram("posts", heard, user("look"), end(), chain("heard", "look", "done"))
    signal = '<signal id="s" name="extractImported"/>'
    told = World(sqlite)
    told.deploy(bundle(text.replace("<process ", f"{signal}<process ", 1)))
    assert taking.take(told.engine, {}, by="miu").told == 0
    assert [row.element_id for row in told.open()] == ["look"]

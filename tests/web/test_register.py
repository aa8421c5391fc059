"""What is held about whom is written down for every column of every table there is."""

from __future__ import annotations

import pytest
from sqlalchemy import JSON, LargeBinary, String, Table
from sqlalchemy.types import TypeDecorator

import handlers.tables
import web.app
from engine.database import Base
from handlers.register import register
from handlers.retention.kinds import KINDS, OF_AUDITS

TABLES = sorted(Base.metadata.tables) if handlers.tables and web.app else []


def texts(table: Table) -> set[str]:
    """The columns that can hold a word: text, JSON and bytes."""
    found = set()
    for column in table.columns:
        kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
        if isinstance(kind, String | JSON | LargeBinary) and column.name != "tenant_id":
            found.add(column.name)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_column_that_can_hold_a_word_is_in_the_register(name: str) -> None:
    held = register().get(name)
    assert held is not None, f"say in handlers/register/held what {name} holds about whom"
    assert held.columns == texts(Base.metadata.tables[name])


def test_the_register_has_no_column_twice_but_those_of_children_and_staff_alike() -> None:
    for held in register().values():
        rest = [*held.words, *held.packed, *held.paper, *held.plain]
        assert len(rest) == len(set(rest)), held.table
        assert not set(rest) & {*held.child, *held.staff}, held.table


def test_the_register_names_the_tables_there_are() -> None:
    assert set(register()) == set(TABLES)


def test_every_table_is_of_a_kind_that_the_schedule_knows() -> None:
    assert {held.kind for held in register().values()} <= {*KINDS, OF_AUDITS}


def test_what_a_row_is_owned_by_and_ends_with_are_columns_of_it() -> None:
    for held in register().values():
        table = Base.metadata.tables[held.table]
        named = {
            *held.secret,
            held.owner,
            held.ended,
            held.through.column if held.through else "",
        } - {""}
        assert named <= set(table.columns.keys()), held.table

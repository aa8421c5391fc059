"""The columns of two versions of a decision table, held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.decisions.logic import Rule, Table
from engine.differences.model import instead

ANY = ("", "-")


@dataclass(frozen=True)
class Column:
    """`tests` is the expression of a column that is tested, `default` the answer of one that
    answers when no row fits."""

    name: str
    tests: str = ""
    default: str = ""

    @property
    def switches(self) -> bool:
        """Whether it only says that a row is on or off."""
        return self.tests.strip() == "true"


def columns(table: Table) -> Mapping[str, Column]:
    """By id, in their order; by name where a file gives no id."""
    tested = ((i.id or i.label or i.text, Column(i.label or i.text, i.text)) for i in table.inputs)
    answered = (
        (o.id or o.name, Column(o.name or o.id, default=o.default or "")) for o in table.outputs
    )
    return dict((*tested, *answered))


def cells(table: Table, rule: Rule) -> dict[str, str]:
    """The row's cells by their columns."""
    written = (cell or "" for cell in (*rule.inputs, *rule.outputs))
    return dict(zip(columns(table), written, strict=True))


def differences(called: str, old: Table, new: Table) -> Iterator[str]:
    """Columns that came, went, or mean something else."""
    was, now = columns(old), columns(new)
    for key, column in now.items():
        if key not in was:
            yield f"{called} has a new column “{column.name}”."
        else:
            yield from _changed(called, was[key], column)
    for key, column in was.items():
        if key not in now:
            rows = [str(r.number) for r in old.rules if cells(old, r)[key] not in ANY]
            used = f", which row {', '.join(rows)} used" if rows else ""
            yield f"The column “{column.name}” of {called} is gone{used}."


def _changed(called: str, was: Column, now: Column) -> Iterator[str]:
    if was.name != now.name:
        yield f"The column “{was.name}” of {called} is called “{now.name}”."
    if was.tests != now.tests and (was.tests, now.tests) != (was.name, now.name):
        yield instead(f"The column “{now.name}” of {called} looks at", now.tests, was.tests)
    if was.default != now.default:
        where = f"Where no row fits, “{now.name}” of {called} is"
        yield instead(where, now.default, was.default)

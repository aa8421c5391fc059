"""Decision tables: rows by their number, cells by their column; and expressions."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decisions import Decision
from engine.decisions.logic import Expression, Rule, Table
from engine.differences import columns
from engine.differences.columns import ANY
from engine.differences.model import Difference, Version, instead


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """Decision by decision."""
    for id in sorted(old.decisions.keys() | new.decisions.keys()):
        before, after = old.decisions.get(id), new.decisions.get(id)
        if before is None or after is None:
            here = after or before
            assert here is not None
            what = "There is a new table" if before is None else "There is no longer a table"
            yield Difference("table", here.file, id, f"{what} “{here.name or id}”.")
            continue
        for element, sentence in _decision(before, after):
            yield Difference("table", after.file, element, sentence)


def _decision(before: Decision, after: Decision) -> Iterator[tuple[str, str]]:
    if before.name != after.name:
        yield after.id, f"The table “{before.name}” is called “{after.name}”."
    old, new, called = before.logic, after.logic, f"“{after.name or after.id}”"
    if isinstance(old, Table) and isinstance(new, Table):
        yield from _table(called, after.id, old, new)
    elif isinstance(old, Expression) and isinstance(new, Expression):
        if old.text != new.text:
            yield after.id, instead(f"{called} is", new.text, old.text)
    elif old != new:
        yield after.id, f"{called} is worked out in another way."


def _table(called: str, id: str, old: Table, new: Table) -> Iterator[tuple[str, str]]:
    if (old.policy, old.aggregation) != (new.policy, new.aggregation):
        yield id, instead(f"{called} answers by", _policy(new), _policy(old))
    yield from ((id, told) for told in columns.differences(called, old, new))
    yield from _rules(called, id, old, new)


def _rules(called: str, id: str, old: Table, new: Table) -> Iterator[tuple[str, str]]:
    was = {rule.id or str(rule.number): rule for rule in old.rules}
    now = {rule.id or str(rule.number): rule for rule in new.rules}
    for key, rule in now.items():
        if key not in was:
            yield key, f"{called} has a new row {rule.number}: {_row(new, rule)}."
        else:
            yield from _rule(called, key, (old, was[key]), (new, rule))
    for key, rule in was.items():
        if key not in now:
            yield key, f"Row {rule.number} of {called} is gone: {_row(old, rule)}."
    kept = [key for key in was if key in now]
    if kept != [key for key in now if key in was]:
        yield id, f"The rows of {called} are in another order."


def _rule(
    called: str, key: str, was: tuple[Table, Rule], now: tuple[Table, Rule]
) -> Iterator[tuple[str, str]]:
    where = f"Row {now[1].number} of {called}"
    before, named = columns.cells(*was), columns.columns(now[0])
    for column, b in columns.cells(*now).items():
        a = before.get(column, "")
        if a == b or (column not in before and b in ANY):
            continue
        if named[column].switches:
            on = b.strip() in (*ANY, "true")
            yield key, f"{where} is switched {'on' if on else 'off'}: {_row(*now)}."
        else:
            yield key, instead(f"{where}: {named[column].name} is", b or "any", a or "any")
    if was[1].note != now[1].note:
        yield key, f"The note of row {now[1].number} of {called} is worded differently."


def _row(table: Table, rule: Rule) -> str:
    """What a row says, without what it leaves open and whether it is on."""
    named = columns.columns(table)
    told = ((named[key], cell) for key, cell in columns.cells(table, rule).items())
    return ", ".join(
        f"{column.name} {cell}"
        for column, cell in told
        if cell not in ANY and not (column.switches and cell == "true")
    )


def _policy(table: Table) -> str:
    return f"{table.policy} {table.aggregation or ''}".strip()

"""Decision tables: rows by their number, cells by their column; and expressions."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decisions import Decision
from engine.decisions.logic import Expression, Rule, Table
from engine.differences.model import Difference, Version, instead

ANY = ("", "-")


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
    if _columns(old) != _columns(new):
        yield id, f"The columns of {called} have changed: {', '.join(_columns(new))}."
        if len(_columns(old)) != len(_columns(new)):
            return
    yield from _rules(called, id, old, new)


def _rules(called: str, id: str, old: Table, new: Table) -> Iterator[tuple[str, str]]:
    was = {rule.id or str(rule.number): rule for rule in old.rules}
    now = {rule.id or str(rule.number): rule for rule in new.rules}
    for key, rule in now.items():
        if key not in was:
            yield key, f"{called} has a new row {rule.number}: {_row(new, rule)}."
        else:
            yield from _rule(called, key, new, was[key], rule)
    for key, rule in was.items():
        if key not in now:
            yield key, f"Row {rule.number} of {called} is gone: {_row(old, rule)}."
    kept = [key for key in was if key in now]
    if kept != [key for key in now if key in was]:
        yield id, f"The rows of {called} are in another order."


def _rule(called: str, key: str, table: Table, was: Rule, now: Rule) -> Iterator[tuple[str, str]]:
    where = f"Row {now.number} of {called}"
    for place, (a, b) in enumerate(zip(_cells(was), _cells(now), strict=True)):
        if a == b:
            continue
        if place < len(table.inputs) and table.inputs[place].text.strip() == "true":
            on = b.strip() in (*ANY, "true")
            yield key, f"{where} is switched {'on' if on else 'off'}: {_row(table, now)}."
        else:
            yield key, instead(f"{where}: {_columns(table)[place]} is", b or "any", a or "any")
    if was.note != now.note:
        yield key, f"The note of row {now.number} of {called} is worded differently."


def _cells(rule: Rule) -> list[str]:
    return [cell or "" for cell in (*rule.inputs, *rule.outputs)]


def _columns(table: Table) -> list[str]:
    return [*(i.label or i.text for i in table.inputs), *(o.name or o.id for o in table.outputs)]


def _row(table: Table, rule: Rule) -> str:
    told = zip(_columns(table), _cells(rule), strict=True)
    return ", ".join(f"{name} {cell}" for name, cell in told if cell not in ANY)


def _policy(table: Table) -> str:
    return f"{table.policy} {table.aggregation or ''}".strip()

"""Every text of a decision with its place in words and the names it may use there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.decisions.elements import Element
from engine.decisions.logic import (
    Conditional,
    Context,
    Expression,
    Filter,
    FunctionDefinition,
    Invocation,
    Iteration,
    ListOf,
    Logic,
    Relation,
    Table,
)
from engine.decisions.model import Decision, Knowledge
from engine.expressions.texts import Kind

Names = frozenset[str] | None


@dataclass(frozen=True)
class Place:
    """A text: the element it belongs to, where it stands, and the names known there.

    `names` is None where a name may be an entry of something that is not known before.
    """

    element: str
    where: str
    kind: Kind
    text: str
    names: Names


def places(element: Element, names: frozenset[str]) -> list[Place]:
    """All texts of a decision or a business knowledge model."""
    if isinstance(element, Decision):
        base = Place(element.id, f"The expression of {element.name}", "expression", "", names)
        return list(_of(element.logic, base))
    if isinstance(element, Knowledge):
        own = names | {element.name}
        base = Place(element.id, f"The expression of {element.name}", "expression", "", own)
        return list(_of(element.function, base))
    return []


def _knowing(base: Place, *names: str) -> Place:
    return base if base.names is None else replace(base, names=base.names | set(names))


def _of(logic: Logic | None, base: Place) -> Iterator[Place]:
    if isinstance(logic, Expression):
        yield replace(base, text=logic.text)
    elif isinstance(logic, Table):
        yield from _table(logic, base)
    elif isinstance(logic, Context):
        yield from _context(logic, base)
    elif isinstance(logic, FunctionDefinition):
        yield from _of(logic.body, _knowing(base, *(one.name for one in logic.parameters)))
    elif isinstance(logic, Iteration):
        yield from _of(logic.over, base)
        yield from _of(logic.body, _knowing(base, logic.iterator, "partial"))
    elif isinstance(logic, Filter):
        yield from _of(logic.over, base)
        yield from _of(logic.body, replace(base, names=None))
    else:
        for part in _parts(logic):
            yield from _of(part, base)


def _parts(logic: Logic | None) -> tuple[Logic | None, ...]:
    if isinstance(logic, Invocation):
        return (logic.function, *(one.logic for one in logic.bindings))
    if isinstance(logic, ListOf):
        return logic.members
    if isinstance(logic, Relation):
        return tuple(cell for row in logic.rows for cell in row)
    if isinstance(logic, Conditional):
        return (logic.condition, logic.yes, logic.no)
    return ()


def _context(logic: Context, base: Place) -> Iterator[Place]:
    inner = base
    for entry in logic.entries:
        yield from _of(entry.logic, replace(inner, where=f"The entry {entry.name}"))
        inner = _knowing(inner, entry.name)
    yield from _of(logic.result, replace(inner, where="The result of the context"))


def _table(table: Table, base: Place) -> Iterator[Place]:
    yield from _columns(table, base)
    for rule in table.rules:
        here = replace(base, element=rule.id)
        for column, text in zip(table.inputs, rule.inputs, strict=True):
            if text is not None:
                where = f"Rule {rule.number}, column {column.label}"
                yield replace(here, where=where, kind="unary", text=text)
        for number, text in enumerate(rule.outputs, 1):
            if text is not None:
                name = table.outputs[number - 1].name or f"output {number}"
                yield replace(here, where=f"Rule {rule.number}, {name}", text=text)


def _columns(table: Table, base: Place) -> Iterator[Place]:
    for one in table.inputs:
        here = replace(base, element=one.id)
        yield replace(here, where=f"Column {one.label}", text=one.text)
        if one.values is not None:
            where = f"The allowed values of column {one.label}"
            yield replace(here, where=where, kind="unary", text=one.values)
    for number, output in enumerate(table.outputs, 1):
        name, here = output.name or f"output {number}", replace(base, element=output.id)
        if output.values is not None:
            yield replace(here, where=f"The values of {name}", text=f"[{output.values}]")
        if output.default is not None:
            yield replace(here, where=f"The default of {name}", text=output.default)

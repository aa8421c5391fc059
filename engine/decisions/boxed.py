"""Boxed expressions out of their XML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
    Named,
    Parameter,
    Relation,
)
from engine.decisions.source import Source
from engine.decisions.tables import read_table
from engine.decisions.xml import attribute, check_language, child_text, children, local_name


def logic_of(element: Any, source: Source) -> Logic | None:
    """The one boxed expression inside an element, or None when there is none."""
    found = [part for part in element if local_name(part) in READERS]
    if len(found) > 1:
        names = " and ".join(local_name(part) for part in found)
        raise source.refused(f"It holds more than one expression: {names}.", "Keep one of them.")
    return read_logic(found[0], source) if found else None


def read_logic(element: Any, source: Source) -> Logic | None:
    """A boxed expression; None for an empty one where the standard's leniency is wanted."""
    return READERS[local_name(element)](element, source)


def needed(element: Any, source: Source, what: str) -> Logic:
    """The boxed expression inside an element that must have one."""
    found = None if element is None else logic_of(element, source)
    if found is None:
        if source.standard:
            return Expression(source.id, "null")
        raise source.refused(
            f"{what} is missing.", f"Add an expression for {what[0].lower()}{what[1:]}."
        )
    return found


def _expression(element: Any, source: Source) -> Logic | None:
    if not source.standard:
        check_language(element, source.id, source.file)
    text = child_text(element)
    if text:
        return Expression(element.get("id") or source.id, text, source.type_of(element))
    if source.standard:
        return None
    raise source.refused("The expression is empty.", "Write a FEEL expression.")


def _context(element: Any, source: Source) -> Context:
    entries, result = [], None
    for entry in children(element, "contextEntry"):
        variables = children(entry, "variable")
        if not variables:
            result = needed(entry, source, "The result of the context")
            continue
        name = attribute(variables[0], "name")
        logic = needed(entry, source, f"The entry {name}")
        entries.append(Named(name, source.type_of(variables[0]), logic))
    return Context(tuple(entries), result, source.type_of(element))


def _invocation(element: Any, source: Source) -> Invocation:
    function = needed(element, source, "The function that is invoked")
    bindings = tuple(_binding(one, source) for one in children(element, "binding"))
    return Invocation(function, bindings, source.type_of(element))


def _binding(element: Any, source: Source) -> Named:
    [parameter] = children(element, "parameter")
    return Named(attribute(parameter, "name"), source.type_of(parameter), logic_of(element, source))


def read_function(element: Any, source: Source) -> FunctionDefinition:
    """A function definition, or the encapsulated logic of a business knowledge model."""
    parameters = tuple(_parameter(one, source) for one in children(element, "formalParameter"))
    kind = attribute(element, "kind").upper()
    external = kind in ("JAVA", "PMML", "J", "P")
    if external and not source.standard:
        raise source.refused(
            f"The function is written in {kind.title()}, which is never run.",
            "Write it in FEEL, or as a service task that calls a handler.",
        )
    body = None if external else logic_of(element, source)
    return FunctionDefinition(parameters, body, external, source.type_of(element))


def _parameter(element: Any, source: Source) -> Parameter:
    return Parameter(attribute(element, "name"), source.type_of(element))


def _list(element: Any, source: Source) -> ListOf:
    found = [read_logic(one, source) for one in element if local_name(one) in READERS]
    members = tuple(one or Expression(source.id, "null") for one in found)
    return ListOf(members, source.type_of(element))


def _relation(element: Any, source: Source) -> Relation:
    columns = tuple(_parameter(one, source) for one in children(element, "column"))
    rows = tuple(_list(row, source).members for row in children(element, "row"))
    if any(len(row) != len(columns) for row in rows):
        raise source.refused(
            "A row of the relation has another number of cells than there are columns.",
            "Fill in every cell.",
        )
    return Relation(columns, rows, source.type_of(element))


def _part(element: Any, name: str, source: Source) -> Logic:
    found = children(element, name)
    return needed(found[0] if found else None, source, f"The part '{name}'")


def _conditional(element: Any, source: Source) -> Conditional:
    condition, yes, no = (_part(element, name, source) for name in ("if", "then", "else"))
    return Conditional(condition, yes, no, source.type_of(element))


def _filter(element: Any, source: Source) -> Filter:
    return Filter(
        _part(element, "in", source), _part(element, "match", source), source.type_of(element)
    )


def _iteration(element: Any, source: Source) -> Iteration:
    how = local_name(element)
    iterator = attribute(element, "iteratorVariable")
    body = _part(element, "return" if how == "for" else "satisfies", source)
    return Iteration(how, iterator, _part(element, "in", source), body, source.type_of(element))


READERS: dict[str, Callable[[Any, Source], Logic | None]] = {
    "decisionTable": read_table,
    "literalExpression": _expression,
    "context": _context,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "list": _list,
    "relation": _relation,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iteration,
    "some": _iteration,
    "every": _iteration,
}

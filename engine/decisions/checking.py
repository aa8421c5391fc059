"""What is wrong with decisions before they are run, with the remedy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from engine import expressions
from engine.decisions.collection import Decisions
from engine.decisions.logic import Table
from engine.decisions.model import Decision
from engine.expressions.texts import Kind

Problem = tuple[str, str, str]
Place = tuple[str, str, Kind, str]  # element id, where it is in words, kind, text


def check(decisions: Decisions, names: Collection[str] | None = None) -> list[Problem]:
    """Problems of every cell and expression, as (element id, sentence, remedy).

    `names` are the variables known where the decisions are used, besides those of required
    decisions; None means that unknown names are not judged.
    """
    return [problem for one in decisions.values() for problem in _problems(decisions, one, names)]


def _problems(
    decisions: Decisions, decision: Decision, names: Collection[str] | None
) -> Iterator[Problem]:
    required = {decisions[id].variable: id for id in decision.requires}
    for name, id in required.items():
        if sentence := expressions.check_name(name):
            yield id, f"Its variable: {sentence}.", "Give the decision another variable name."
    known = None if names is None else {*names, *required}
    for element, where, kind, text in _places(decision):
        for sentence in expressions.check(text, known, kind=kind):
            yield element, f"{where}: {sentence}.", f"Change {where[0].lower()}{where[1:]}."


def _places(decision: Decision) -> Iterable[Place]:
    if decision.table is not None:
        return [*_columns(decision.table), *_cells(decision.table)]
    if decision.text is None:
        return []
    return [(decision.id, f"The expression of {decision.name}", "expression", decision.text)]


def _columns(table: Table) -> Iterator[Place]:
    for one in table.inputs:
        yield one.id, f"Column {one.label}", "expression", one.text
        if one.values is not None:
            yield one.id, f"The allowed values of column {one.label}", "unary", one.values
    for number, output in enumerate(table.outputs, 1):
        name = output.name or f"output {number}"
        if output.values is not None:
            yield output.id, f"The values of {name}", "expression", f"[{output.values}]"
        if output.default is not None:
            yield output.id, f"The default of {name}", "expression", output.default


def _cells(table: Table) -> Iterator[Place]:
    for rule in table.rules:
        for column, text in zip(table.inputs, rule.inputs, strict=True):
            if text is not None:
                yield rule.id, f"Rule {rule.number}, column {column.label}", "unary", text
        for number, text in enumerate(rule.outputs, 1):
            if text is not None:
                name = table.outputs[number - 1].name or f"output {number}"
                yield rule.id, f"Rule {rule.number}, {name}", "expression", text

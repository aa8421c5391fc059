"""Gaps, overlaps and rules that never answer, with an example input in words.

Each answer is empty, too, when the table cannot be judged: a cell that is more than literals,
intervals and comparisons, two columns that test the same, or too many combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from engine.decisions.coverage.boxes import Box, TooMuch, common, left_over
from engine.decisions.coverage.columns import Column, column_of
from engine.decisions.logic import Rule, Table, parts
from engine.decisions.model import Decision, Model

MOST_RULES = 300
MOST_FOUND = 10
ONE_ANSWER = ("UNIQUE", "FIRST", "ANY", "PRIORITY")


class Placed(NamedTuple):
    """A table with its file and the decision or business knowledge model that has it."""

    file: str
    element: str
    table: Table


class Gap(NamedTuple):
    """Inputs for which no rule applies."""

    example: str


class Overlap(NamedTuple):
    """Two rules that apply to the same inputs although they may not."""

    one: Rule
    other: Rule
    example: str


class Unreachable(NamedTuple):
    """A rule that never answers; `above` when the rules above it take all its inputs."""

    rule: Rule
    above: bool


def tables_of(decisions: Iterable[Decision]) -> Iterator[Placed]:
    """Every table of the decisions and of the business knowledge models in their files."""
    models: dict[str, Model] = {}
    for decision in decisions:
        yield from (Placed(decision.file, decision.id, one) for one in _tables(decision.logic))
        if decision.model is not None:
            models[decision.file] = decision.model
    for file, model in models.items():
        for one in model.knowledge:
            yield from (Placed(file, one.id, table) for table in _tables(one.function))


def _tables(value: object) -> Iterator[Table]:
    if isinstance(value, Table):
        yield value
    else:
        for part in parts(value):
            yield from _tables(part)


def gap(table: Table) -> Gap | None:
    """Inputs for which a table that is to give one answer has no rule and no default."""
    columns = _columns(table)
    has_default = any(output.default is not None for output in table.outputs)
    if columns is None or has_default or table.policy not in ONE_ANSWER:
        return None
    whole = tuple(column.whole for column in columns)
    try:
        found = left_over(whole, _boxes(columns, table))
    except TooMuch:
        return None
    return Gap(_example(columns, found)) if found else None


def overlaps(table: Table) -> list[Overlap]:
    """Pairs of rules of a UNIQUE table that share inputs, of ANY those that then differ."""
    columns = _columns(table)
    if columns is None or table.policy not in ("UNIQUE", "ANY"):
        return []
    numbered = zip(table.rules, _boxes(columns, table), strict=True)
    pairs = (
        Overlap(one, other, _example(columns, shared))
        for (one, mine), (other, its) in combinations(numbered, 2)
        if (shared := common(mine, its)) and not _may_share(table, one, other)
    )
    return list(islice(pairs, MOST_FOUND))


def _may_share(table: Table, one: Rule, other: Rule) -> bool:
    return table.policy == "ANY" and one.outputs == other.outputs


def unreachable(table: Table) -> list[Unreachable]:
    """Rules no input reaches, and under FIRST those whose inputs the rules above take."""
    columns = _columns(table)
    if columns is None:
        return []
    boxes = _boxes(columns, table)
    found = []
    for n, rule in enumerate(table.rules):
        if not all(boxes[n]):
            if not _is_switched_off(columns, boxes[n]):
                found.append(Unreachable(rule, above=False))
        elif table.policy == "FIRST" and _is_covered(boxes[n], boxes[:n]):
            found.append(Unreachable(rule, above=True))
    return found


def _is_switched_off(columns: Sequence[Column], box: Box) -> bool:
    return any(column.constant and not bits for column, bits in zip(columns, box, strict=True))


def _is_covered(box: Box, boxes: Sequence[Box]) -> bool:
    try:
        return left_over(box, boxes) is None
    except TooMuch:
        return False


def _columns(table: Table) -> list[Column] | None:
    texts = [column.text for column in table.inputs]
    if not texts or len(set(texts)) < len(texts) or len(table.rules) > MOST_RULES:
        return None
    found = []
    for n, column in enumerate(table.inputs):
        judged = column_of(column, [rule.inputs[n] for rule in table.rules])
        if judged is None:
            return None
        found.append(judged)
    return found


def _boxes(columns: Sequence[Column], table: Table) -> list[Box]:
    return [tuple(column.cells[n] for column in columns) for n in range(len(table.rules))]


def _example(columns: Sequence[Column], box: Box) -> str:
    said = [
        column.example(bits)
        for column, bits in zip(columns, box, strict=True)
        if bits != column.whole or len(columns) == 1
    ]
    return ", ".join(said) or "anything"

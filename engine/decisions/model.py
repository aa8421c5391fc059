"""Decisions as they are read from DMN: plain values that can be sent to the kernel as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Policy = Literal["UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"]
Aggregation = Literal["SUM", "MIN", "MAX", "COUNT"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)


@dataclass(frozen=True)
class Input:
    """A column of conditions: the expression that is tested, and the values it may have."""

    id: str
    label: str
    text: str
    values: str | None


@dataclass(frozen=True)
class Output:
    """A column of answers. `values` lists them by importance; `default` when no rule does."""

    id: str
    name: str
    values: str | None
    default: str | None


@dataclass(frozen=True)
class Rule:
    """A row, numbered from 1. None is an empty cell: any value, or nothing as the answer."""

    id: str
    number: int
    note: str
    inputs: tuple[str | None, ...]
    outputs: tuple[str | None, ...]


@dataclass(frozen=True)
class Table:
    """A decision table."""

    policy: Policy
    aggregation: Aggregation | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Decision:
    """One decision: a table, or one expression (`text`).

    `variable` is the name under which decisions that require this one see its value.
    """

    id: str
    name: str
    file: str
    variable: str
    requires: tuple[str, ...]
    table: Table | None
    text: str | None


class Matched(NamedTuple):
    """A rule that gave (part of) the answer."""

    number: int
    rule: str
    annotation: str


@dataclass(frozen=True)
class Outcome:
    """The value of a decision and the rules of its own table that gave it, as they count."""

    value: object
    rules: tuple[Matched, ...]

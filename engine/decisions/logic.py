"""What a decision can consist of: tables and the other boxed expressions, as plain values.

Each is sent to the kernel as JSON under its `kind`. `type` names the type its value must have,
None when any will do. Numbers of rules and rows begin with 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import ClassVar, Literal, get_args

Policy = Literal["UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"]
Aggregation = Literal["SUM", "MIN", "MAX", "COUNT"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)


@dataclass(frozen=True)
class Input:
    """A column of conditions: the expression that is tested, and the values it may have.

    `whole` when the file says that its numbers are whole ones.
    """

    id: str
    label: str
    text: str
    values: str | None
    type: str | None = None
    whole: bool = False


@dataclass(frozen=True)
class Output:
    """A column of answers. `values` lists them by importance; `default` when no rule does."""

    id: str
    name: str
    values: str | None
    default: str | None
    type: str | None = None


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

    kind: ClassVar[str] = "table"
    policy: Policy
    aggregation: Aggregation | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    type: str | None = None


@dataclass(frozen=True)
class Expression:
    """A literal expression: one FEEL text."""

    kind: ClassVar[str] = "expression"
    id: str
    text: str
    type: str | None = None


@dataclass(frozen=True)
class Named:
    """A name with what it stands for: an entry of a context, an input of an invocation."""

    name: str
    type: str | None
    logic: Logic | None


@dataclass(frozen=True)
class Parameter:
    """An input of a function."""

    name: str
    type: str | None


@dataclass(frozen=True)
class Context:
    """Entries in order, each seeing those before it; `result`, where given, is the value."""

    kind: ClassVar[str] = "context"
    entries: tuple[Named, ...]
    result: Logic | None
    type: str | None = None


@dataclass(frozen=True)
class FunctionDefinition:
    """A function; `external` when it is written in Java or as PMML, and so is never run."""

    kind: ClassVar[str] = "function"
    parameters: tuple[Parameter, ...]
    body: Logic | None
    external: bool = False
    type: str | None = None


@dataclass(frozen=True)
class Invocation:
    """A function with its inputs by name."""

    kind: ClassVar[str] = "invocation"
    function: Logic
    bindings: tuple[Named, ...]
    type: str | None = None


@dataclass(frozen=True)
class ListOf:
    """A list, member by member."""

    kind: ClassVar[str] = "list"
    members: tuple[Logic, ...]
    type: str | None = None


@dataclass(frozen=True)
class Relation:
    """A list of records: the names of the columns and the cells row by row."""

    kind: ClassVar[str] = "relation"
    columns: tuple[Parameter, ...]
    rows: tuple[tuple[Logic, ...], ...]
    type: str | None = None


@dataclass(frozen=True)
class Conditional:
    """If, then, else."""

    kind: ClassVar[str] = "conditional"
    condition: Logic
    yes: Logic
    no: Logic
    type: str | None = None


@dataclass(frozen=True)
class Iteration:
    """`how` is for, some or every: `body` for each member of `over`, called `iterator` there."""

    kind: ClassVar[str] = "iteration"
    how: str
    iterator: str
    over: Logic
    body: Logic
    type: str | None = None


@dataclass(frozen=True)
class Filter:
    """The members of `over` for which `body` holds."""

    kind: ClassVar[str] = "filter"
    over: Logic
    body: Logic
    type: str | None = None


def parts(value: object) -> Iterator[object]:
    """What a piece of logic is made of: the values of its fields, the members of a tuple."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, part.name) for part in fields(value))
    elif isinstance(value, tuple):
        yield from value


Logic = (
    Table
    | Expression
    | Context
    | FunctionDefinition
    | Invocation
    | ListOf
    | Relation
    | Conditional
    | Iteration
    | Filter
)

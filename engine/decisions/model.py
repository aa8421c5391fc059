"""DMN files as they are read, and what a decision answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.decisions.logic import Expression, FunctionDefinition, Logic, Table


@dataclass(frozen=True)
class Item:
    """A type: of one value, of a collection, of a record (`components`) or of a function.

    `allowed` are unary tests every single value must pass, `constraint` those the whole must.
    """

    name: str
    base: str | None
    collection: bool
    allowed: str | None
    constraint: str | None
    components: tuple[Item, ...]
    parameters: tuple[str | None, ...] | None = None


@dataclass(frozen=True)
class InputData:
    """What is given to decisions from outside, under its name."""

    id: str
    name: str
    type: str | None


@dataclass(frozen=True)
class Knowledge:
    """A business knowledge model: a function decisions may call."""

    id: str
    name: str
    knowledge: tuple[str, ...]
    function: FunctionDefinition
    type: str | None


@dataclass(frozen=True)
class Service:
    """A decision service: its inputs, in the order of a call, and the decisions it answers."""

    id: str
    name: str
    outputs: tuple[str, ...]
    given_decisions: tuple[str, ...]
    given_inputs: tuple[str, ...]
    type: str | None


@dataclass(eq=False)
class Model:
    """A DMN file. `imports` gives the namespace of each import by the name it has here.

    `together` are the files read with this one, itself included (see `link`).
    """

    file: str
    namespace: str
    name: str
    imports: Mapping[str, str]
    items: Sequence[Item]
    inputs: Sequence[InputData]
    knowledge: Sequence[Knowledge]
    services: Sequence[Service]
    decisions: Sequence[Decision] = ()
    together: Sequence[Model] = ()


@dataclass(frozen=True)
class Decision:
    """One decision. `logic` is None only where a file was read for the standard's leniency.

    `variable` is the name under which decisions that require this one see its value, besides
    `aliases`. `requires`, `inputs` and `knowledge` are what it requires, as `id` in the same
    bundle or `namespace#id` in an imported file.
    """

    id: str
    name: str
    file: str
    variable: str
    requires: tuple[str, ...]
    logic: Logic | None
    inputs: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    type: str | None = None
    aliases: tuple[str, ...] = ()
    model: Model | None = field(default=None, compare=False, repr=False)

    @property
    def table(self) -> Table | None:
        """Its decision table, when it is one."""
        return self.logic if isinstance(self.logic, Table) else None

    @property
    def text(self) -> str | None:
        """Its expression, when it is a single one."""
        return self.logic.text if isinstance(self.logic, Expression) else None


class Matched(NamedTuple):
    """A rule that gave (part of) the answer."""

    number: int
    rule: str
    annotation: str


@dataclass(frozen=True)
class Outcome:
    """The value of a decision and the rules of its own table that gave it, as they count.

    `notes` say why something is nothing, when the decision was worked out as leniently as the
    standard wants; they hold no data value.
    """

    value: object
    rules: tuple[Matched, ...]
    notes: tuple[str, ...] = ()

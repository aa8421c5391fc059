"""Handlers: the plain functions that service tasks and send tasks call; and groupings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:  # checking a file needs no database
    from sqlalchemy.orm import Session

Mode = Literal["transaction", "job"]
Function = Callable[..., Mapping[str, object] | None]
_MARK = "__handler__"


@dataclass(frozen=True)
class Handler:
    """A handler as deployment and studio see it: what it takes, what it gives, and when it runs.

    `mode` "transaction": database work only, inside the step's own transaction and a savepoint.
    `mode` "job": slow work or work outside the database, run after commit by a job that is retried.
    """

    operation: str
    function: Function
    inputs: Mapping[str, type | Any]
    required: frozenset[str]
    outputs: tuple[str, ...]
    mode: Mode
    sentence: str


def handler(
    operation: str, *, outputs: Iterable[str] = (), mode: Mode = "transaction"
) -> Callable[[Function], Function]:
    """Declare a handler: `services` by position, every input keyword-only and annotated."""

    def declare(function: Function) -> Function:
        keywords = [
            p for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY
        ]
        declared = Handler(
            operation,
            function,
            {p.name: p.annotation for p in keywords},
            frozenset(p.name for p in keywords if p.default is p.empty),
            tuple(outputs),
            mode,
            (inspect.getdoc(function) or "").split("\n\n")[0],
        )
        setattr(function, _MARK, declared)
        return function

    return declare


@dataclass(frozen=True)
class Grouping:
    """Groups that may have a new version first: which there are, and which one a person is in.

    Both are given a reading session and the tenant.
    """

    name: str
    values: Callable[[Session, str], Sequence[str]]
    of_person: Callable[[Session, str, str], str | None]


class Registry:
    """The handlers a bundle may name. Two handlers of one name are refused with ValueError.

    `groupings` are those that the [rollout] of a bundle may name.
    """

    def __init__(
        self, functions: Iterable[Function] = (), groupings: Iterable[Grouping] = ()
    ) -> None:
        self.groupings: dict[str, Grouping] = {one.name: one for one in groupings}
        self.handlers: dict[str, Handler] = {}
        for function in functions:
            self.add(function)

    def add(self, function: Function) -> None:
        """Add a function declared with @handler; ValueError if it is not, or the name is taken."""
        declared = getattr(function, _MARK, None)
        if declared is None:
            raise ValueError(f"{function.__qualname__} is not declared with @handler")
        if declared.operation in self.handlers:
            raise ValueError(f"two handlers are called {declared.operation}")
        self.handlers[declared.operation] = declared

    def get(self, operation: str) -> Handler | None:
        """The handler of that name, or None."""
        return self.handlers.get(operation)

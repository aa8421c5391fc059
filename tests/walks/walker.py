"""Walks: an instance for which numbers choose what happens next."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import UUID

from engine.errors import BundleRefused
from engine.spiff import BudgetExceeded, Definitions, Execution, read
from tests.engine.spiff.conftest import TestHost

from .pages import Page, bundle_of

Option = tuple[str, Callable[[], object]]
START = {"x": 0, "y": False, "a": True, "b": False}


def understood(pages: tuple[Page, Page | None]) -> Definitions | None:
    """The diagram, or None when it is refused, by name and with a remedy."""
    try:
        return read(bundle_of(*pages))
    except BundleRefused as refused:
        for finding in refused.findings:
            assert finding.level == "error"
            assert finding.element
            assert finding.sentence
            assert finding.remedy
        return None


@contextmanager
def numbered() -> Iterator[None]:
    """The ids of positions are counted, so that two walks can be compared."""
    ids = (UUID(int=number) for number in itertools.count(1))
    with patch("engine.spiff.tokens.uuid4", lambda: next(ids)):
        yield


class Walk:
    """One instance of the process `p` and its clock; `ran_away` when a budget ended it."""

    def __init__(self, definitions: Definitions, **variables: Any) -> None:
        self.definitions, self.host = definitions, TestHost()
        self.host.answers["walk/job"] = lambda inputs: None
        self.ran_away = False
        self.did = "start"
        variables = {**START, **variables}
        self.execution = Execution.start(definitions, "p", variables, self.host)
        self._run()

    def options(self) -> list[Option]:
        """What may happen next, the same for the same state."""
        execution, waits = self.execution, self.execution.waits()
        extra = {"submission": "s", "by": "amy", "at": self.host.now}
        found: list[Option] = [
            (f"complete {w.element_id}", partial(execution.complete, id, self._answers() | extra))
            for id, w in waits.user_tasks.items()
        ]
        for id, service in waits.services.items():
            found += [
                (f"finish {service.element_id}", partial(execution.finish_service, id, {"r": 1})),
                (f"fail {service.element_id}", partial(execution.raise_error, id, "E1")),
            ]
        messages = dict.fromkeys((w.message, w.key) for w in waits.messages.values())
        found += [(f"send {m}", partial(execution.deliver, m, key, {})) for m, key in messages]
        signals = dict.fromkeys(w.signal for w in waits.signals.values())
        found += [(f"signal {name}", partial(execution.signal, name, {})) for name in signals]
        if waits.timers:
            due = min(timer.due for timer in waits.timers.values())
            found += [(f"wait {h} h", partial(self._wait, due, h)) for h in (0, 5)]
        if waits.conditions:
            changes = [{"x": value, "y": value > 1} for value in (0, 2, 5)]
            found += [(f"set {c}", partial(execution.change_variables, c)) for c in changes]
        for problem in execution.problems():
            if problem.task_id and problem.kind != "stalled" and execution.outcome == "active":
                again = partial(execution.retry, problem.task_id)
                found.append((f"retry {problem.element_id}", again))
        return [*found, ("cancel", execution.cancel)] if found else []

    def go(self, number: int) -> bool:
        """Let one thing happen; False when nothing can."""
        options = [] if self.ran_away else self.options()
        if len(options) > 1 and number % 13:  # A cancellation is rare.
            options.pop()
        if not options:
            return False
        self.did, act = options[number % len(options)]
        act()
        self._run()
        return True

    def saved_and_restored(self) -> None:
        """Go through the saved state."""
        if not self.ran_away:
            blob = self.execution.save()
            self.execution = Execution.restore(self.definitions, "p", blob, self.host)

    def _run(self) -> None:
        try:
            self.execution.run()
        except BudgetExceeded:
            self.ran_away = True

    def _wait(self, due: Any, hours: int) -> None:
        self.host.now = max(self.host.now, due) + timedelta(hours=hours)
        self.execution.fire_timers()

    def _answers(self) -> dict[str, Any]:
        return {"answers": {"x": self.execution.variables.get("x", 0) + 1}}


def walked(definitions: Definitions, numbers: Sequence[int]) -> Iterator[Walk]:
    """The walk at its beginning and after each step."""
    with numbered():
        walk = Walk(definitions)
        yield walk
        for number in numbers:
            if not walk.go(number):
                return
            yield walk


def rests(walk: Walk) -> bool:
    """Whether it has ended, waits for something, or says what is wrong."""
    execution = walk.execution
    if walk.ran_away or execution.outcome != "active":
        return True
    waits = execution.waits()
    return any(getattr(waits, field.name) for field in fields(waits)) or bool(execution.problems())

"""The bounded runner: automatic steps until everything waits, or until it is too much."""

from __future__ import annotations

from collections import Counter

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.spiff import budgets, state
from engine.spiff.budgets import BudgetExceeded, StateTooLarge
from engine.spiff.elements import conditions
from engine.spiff.elements.joins import settle
from engine.spiff.instance import Instance
from engine.spiff.tokens import Token


def run(instance: Instance) -> None:
    """Run every ready token. Raises BudgetExceeded; the state is then worthless."""
    visits: Counter[str] = Counter()
    steps = 0
    watch = instance.script_engine.watch
    watch.go()
    conditions.look(instance)
    while (token := _next(instance)) is not None:
        visits[token.task_spec.element.id] += 1
        steps += 1
        limit = _passed(instance, steps)
        if limit is not None:
            raise BudgetExceeded(limit, _loop(visits))
        attempt(token)
        conditions.look(instance)
        _weigh(instance)
    if watch.is_late:
        raise BudgetExceeded(budgets.spent(), _loop(visits))
    watch.rest()


def attempt(token: Token) -> None:
    """Run one token; an error stays with it, so that other branches go on."""
    try:
        token.run()
    except PlumblineError as error:
        token.fail(error, "run")


def _next(instance: Instance) -> Token | None:
    while True:
        while instance.ready:
            token = instance.ready.popleft()
            if token.state == TaskState.READY:
                return token
        if not settle(instance):
            return None


def _passed(instance: Instance, steps: int) -> str | None:
    if steps > budgets.MOST_STEPS:
        return f"{budgets.MOST_STEPS} automatic steps"
    if len(instance.index) > budgets.MOST_TOKENS:
        return f"{budgets.MOST_TOKENS} open positions"
    if len(instance.subprocesses) > budgets.MOST_SCOPES:
        return f"{budgets.MOST_SCOPES} open sub-processes"
    return budgets.spent() if instance.script_engine.watch.is_late else None


def _weigh(instance: Instance) -> None:
    """What was written is added up; the whole is weighed only when that has become too much."""
    if instance.written > budgets.MOST_BYTES:
        instance.written = state.size(instance)
        if instance.written > budgets.MOST_BYTES:
            raise StateTooLarge(instance.variables)


def _loop(visits: Counter[str]) -> list[str]:
    if not visits:
        return []
    most = visits.most_common(1)[0][1]
    return [id for id, times in visits.items() if 2 * times > most]

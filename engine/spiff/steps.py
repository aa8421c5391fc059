"""The bounded runner: automatic steps until everything waits, or until it is too much."""

from __future__ import annotations

from collections import Counter

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.spiff import budgets, state
from engine.spiff.budgets import BudgetExceeded, StateTooLarge, TooFar, TooMuchOpen
from engine.spiff.elements import conditions
from engine.spiff.elements.joins import settle
from engine.spiff.instance import Instance
from engine.spiff.tokens import Token

MOST_PLACES = 3


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
        _stop(instance, steps, visits)
        attempt(token)
        conditions.look(instance)
        _weigh(instance)
    _stop(instance, steps, visits)
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


def _stop(instance: Instance, steps: int, visits: Counter[str]) -> None:
    if steps > budgets.MOST_STEPS:
        raise _endless(f"{budgets.MOST_STEPS} automatic steps", visits)
    if instance.script_engine.watch.is_late:
        raise _endless(budgets.spent(), visits)
    if instance.is_full():
        places = Counter(token.task_spec.element.id for token in instance.index.values())
        raise TooMuchOpen(str(instance.excess), [id for id, _ in places.most_common(MOST_PLACES)])


def _weigh(instance: Instance) -> None:
    """What was written is added up; the whole is weighed only when that has become too much."""
    if instance.written > budgets.MOST_BYTES:
        instance.written = state.size(instance)
        if instance.written > budgets.MOST_BYTES:
            raise StateTooLarge(instance.variables)


def _endless(limit: str, visits: Counter[str]) -> BudgetExceeded:
    """What to say of elements that were visited so often, in the order they were met."""
    most = max(visits.values(), default=0)
    if most == 1:
        return TooFar(limit, list(visits)[-1])
    return BudgetExceeded(limit, [id for id, times in visits.items() if 2 * times > most])

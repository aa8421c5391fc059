"""The bounded runner: automatic steps until everything waits, or until it is too much."""

from __future__ import annotations

from collections import Counter
from time import monotonic

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.spiff import conditions
from engine.spiff.instance import Instance
from engine.spiff.joins import settle
from engine.spiff.tokens import Token

MOST_STEPS = 500
MOST_SECONDS = 5.0
MOST_TOKENS = 2500
MOST_SCOPES = 900


class BudgetExceeded(PlumblineError):
    """One transaction did too many automatic steps; `elements` names those that went round."""

    def __init__(self, limit: str, elements: list[str]) -> None:
        self.elements = elements
        names = ", ".join(elements)
        super().__init__(
            f"The process did not come to rest within {limit}. It went round {names}: "
            "put something in the loop that waits, or a condition that ends it."
        )


def run(instance: Instance) -> None:
    """Run every ready token. Raises BudgetExceeded; the state is then worthless."""
    visits: Counter[str] = Counter()
    steps = 0
    until = monotonic() + MOST_SECONDS
    conditions.look(instance)
    while (token := _next(instance)) is not None:
        visits[token.task_spec.element.id] += 1
        steps += 1
        limit = _passed(instance, steps, until)
        if limit is not None:
            raise BudgetExceeded(limit, _loop(visits))
        attempt(token)
        conditions.look(instance)


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


def _passed(instance: Instance, steps: int, until: float) -> str | None:
    if steps > MOST_STEPS:
        return f"{MOST_STEPS} automatic steps"
    if len(instance.index) > MOST_TOKENS:
        return f"{MOST_TOKENS} open positions"
    if len(instance.subprocesses) > MOST_SCOPES:
        return f"{MOST_SCOPES} open sub-processes"
    return f"{MOST_SECONDS:.0f} seconds" if monotonic() > until else None


def _loop(visits: Counter[str]) -> list[str]:
    most = visits.most_common(1)[0][1]
    return [id for id, times in visits.items() if 2 * times > most]

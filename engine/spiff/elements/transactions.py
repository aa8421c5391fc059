"""A transaction that is cancelled: all of it stops, what completed is compensated, and only then
does the cancel boundary event go on."""

from __future__ import annotations

from collections.abc import Sequence

from engine.spiff.elements.compensation import gathered
from engine.spiff.elements.throwing import cancelled, fail
from engine.spiff.elements.undoing import EndedRunner, start
from engine.spiff.instance import Scope
from engine.spiff.tokens import Token

TRANSACTION = "transaction"
NO_WAY_ON = "The transaction was cancelled, and no cancel boundary event says what comes next."


class Rollback(EndedRunner):
    """Compensates a cancelled transaction; the last instance of a loop leaves by the boundary."""

    def _on_complete(self, token: Token) -> None:
        body = _around(token)
        open_still = token.workflow.top_workflow.subprocesses
        if any(other.id in open_still for other in _instances(body) if other is not body):
            body.cancel()
        elif not cancelled(body):
            fail(token, body.task_spec.element.id, NO_WAY_ON)


def cancel(token: Token) -> None:
    """A cancel end event was reached: every instance of the transaction is rolled back."""
    body = _around(token)
    while body.task_spec.drawn.type != TRANSACTION:
        body = _around(body)
    for event in (body.holder or body).children:
        if event.task_spec.armed_quietly:
            event.cancel()
    for instance in _instances(body):
        scope = instance.workflow.top_workflow.subprocesses.get(instance.id)
        if scope is not None:
            _roll_back(scope, instance)


def _around(token: Token) -> Token:
    above = token.workflow.parent_task_id
    assert above is not None
    return token.workflow.top_workflow.index[above]


def _instances(body: Token) -> Sequence[Token]:
    return [body] if body.holder is None else body.holder.children


def _roll_back(scope: Scope, instance: Token) -> None:
    wanted = gathered(scope)
    runner = Token(scope, scope.spec.rolls_back, data=instance.data)
    scope.empty(sparing=runner)
    start(runner, wanted)

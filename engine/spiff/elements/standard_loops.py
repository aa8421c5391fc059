"""Activities that run while a condition holds."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.elements.loops import Loop
from engine.spiff.elements.nodes import ask
from engine.spiff.tokens import Token


class StandardLoop(Loop):
    """Runs while the condition is true, at most `loopMaximum` times.

    Without a maximum only waiting or the budget of a transaction ends it.
    """

    def _update_hook(self, token: Token) -> bool:
        if self.loop.test_before and not self._wanted(token, {"loopCounter": 0}):
            return True
        token.internal_data.update(begun=0, done=0)
        token._set_state(TaskState.STARTED)
        self._spawn(token, None)
        return False

    def _next(self, token: Token) -> None:
        self._spawn(token, None)

    def _enough(self, token: Token, last: dict[str, Any]) -> bool:
        most = self.loop.maximum
        over = most is not None and token.internal_data["done"] >= most
        return over or not self._wanted(token, last)

    def _wanted(self, token: Token, last: dict[str, Any]) -> bool:
        condition = self.loop.condition
        return condition is None or bool(ask(token, condition, bool, **last))

"""Events that are not waited for: starts, ends and throws."""

from __future__ import annotations

from engine.model import Problem
from engine.spiff.activities import Activity
from engine.spiff.messages import throw
from engine.spiff.nodes import Node
from engine.spiff.throwing import escalated, raised
from engine.spiff.tokens import Token


class Throw(Node):
    """A none, message or escalation event; an escalation that nobody catches just passes."""

    def _run_hook(self, token: Token) -> bool:
        event = self.drawn.event
        if event.kind == "message":
            throw(token, self.drawn)
        elif event.kind == "escalation":
            escalated(token, event.name)
        return True


class SendMessage(Activity):
    """A send task that names a message."""

    def _run_hook(self, token: Token) -> bool:
        throw(token, self.drawn)
        return True


class End(Throw):
    """The end of one path; a terminate end stops its scope, an error end raises."""

    def _on_complete(self, token: Token) -> None:
        kind = self.drawn.event.kind
        if kind == "terminate":
            token.workflow.empty(sparing=token)
        elif kind == "error" and not raised(token, self.drawn.event.name):
            self._fail(token)

    def _fail(self, token: Token) -> None:
        instance = token.workflow.top_workflow
        code = self.drawn.event.name or "without a code"
        sentence = f"The process ended with the error {code}, which nothing catches."
        instance.failure = Problem(token.id, self.element.id, "error", sentence)
        instance.empty()

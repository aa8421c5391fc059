"""Events that are not waited for: starts, ends and throws."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements import messages, signals, transactions, undoing
from engine.spiff.elements.activities import Activity
from engine.spiff.elements.nodes import Node
from engine.spiff.elements.throwing import escalated, fail, raised
from engine.spiff.tokens import GONE, Token

# An end event has completed before these stop what is around it.
LAST = frozenset({"escalation", "error", "terminate", "cancel"})


def throw_event(token: Token, drawn: Drawn, event: Event) -> None:
    """Do what a throw or end event with this one definition does; none and link do nothing.

    `drawn` is the element that throws. Raises ExpressionFailed and UnsafeValue for the key and the
    payload of a message or signal.
    """
    throw = THROWS.get(event.kind)
    if throw is not None:
        throw(token, drawn, event)


def _signal(token: Token, drawn: Drawn, event: Event) -> None:
    signals.throw(token, event)


def _escalation(token: Token, drawn: Drawn, event: Event) -> None:
    """An escalation that nobody catches just passes."""
    escalated(token, event.name)


def _error(token: Token, drawn: Drawn, event: Event) -> None:
    """An error that nobody catches ends the instance as failed."""
    if raised(token, event.name):
        return
    code = event.name or "without a code"
    fail(token, drawn.id, f"The process ended with the error {code}, which nothing catches.")


def _compensate(token: Token, drawn: Drawn, event: Event) -> None:
    """The event goes on when that is done, unless it does not wait (`waits_for_undo`)."""
    undoing.compensate(token, drawn, event)


def _cancel(token: Token, drawn: Drawn, event: Event) -> None:
    """Roll back the transaction around the event."""
    transactions.cancel(token)


def _terminate(token: Token, drawn: Drawn, event: Event) -> None:
    token.workflow.empty(sparing=token)


THROWS: Mapping[str, Callable[[Token, Drawn, Event], None]] = {
    "message": messages.throw,
    "signal": _signal,
    "escalation": _escalation,
    "error": _error,
    "terminate": _terminate,
    "compensate": _compensate,
    "cancel": _cancel,
}


class Throw(Node):
    """Throws everything that is drawn in it, in the order of the file."""

    def _run_hook(self, token: Token) -> bool | None:
        for event in self.drawn.events:
            if not token.state & GONE or event.kind not in LAST:
                throw_event(token, self.drawn, event)
        return None if undoing.waits_for_undo(token) else True

    def held_done(self, token: Token, held: Token) -> None:
        """A compensation it waited for is complete."""
        if not undoing.waits_for_undo(token):
            token.complete()


class SendMessage(Throw, Activity):
    """A send task that names a message."""


class End(Throw):
    """The end of one path; a terminate end stops its scope, an error end raises."""

    def _run_hook(self, token: Token) -> bool | None:
        for event in self.drawn.events:
            if event.kind not in LAST:
                throw_event(token, self.drawn, event)
        return None if undoing.waits_for_undo(token) else True

    def _on_complete(self, token: Token) -> None:
        for event in self.drawn.events:
            if event.kind in LAST and not token.workflow.completed:
                throw_event(token, self.drawn, event)

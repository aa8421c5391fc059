"""Events that are waited for: intermediate, on a boundary, or starting an event sub-process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.model import MessageWait, TimerWait
from engine.spiff.definitions import Element
from engine.spiff.diagram import Node as Drawn
from engine.spiff.messages import MessageDefinition
from engine.spiff.nodes import Node
from engine.spiff.timers import TimerDefinition
from engine.spiff.tokens import Token

Definition = TimerDefinition | MessageDefinition


def definition(drawn: Drawn) -> Definition | None:
    """How the event is armed; errors and escalations are not, they find their catcher."""
    if drawn.event.kind == "timer":
        return TimerDefinition(drawn)
    return MessageDefinition(drawn) if drawn.event.kind == "message" else None


class Catching(Node):
    """Waits until its timer is due or its message comes, then goes on."""

    def __init__(
        self, spec: BpmnProcessSpec, drawn: Drawn, element: Element, name: str | None = None
    ) -> None:
        super().__init__(spec, drawn, element, name)
        self.definition = definition(drawn)

    @property
    def armed(self) -> bool:
        """Whether a token waits here for a timer or a message."""
        return self.definition is not None

    def _update_hook(self, token: Token) -> bool:
        if self.definition is not None and not self.definition.arm(token):
            token.workflow.leave(token)
        else:
            token._set_state(TaskState.WAITING)
        return False

    def fire(self, token: Token, payload: Mapping[str, Any] | None = None) -> None:
        """It has happened. Rivals behind the same event-based gateway are out of the race."""
        self.receive(token, payload)
        race = token.internal_data.get("race")
        for rival in list(token.workflow.tasks.values()) if race else ():
            if rival is not token and rival.internal_data.get("race") == race:
                rival.cancel()
        token._set_state(TaskState.READY)

    def receive(self, token: Token, payload: Mapping[str, Any] | None) -> None:
        """Keep a message's payload in its variable."""
        if isinstance(self.definition, MessageDefinition) and payload is not None:
            self.definition.keep(token, payload)

    def catch_at(self, token: Token) -> None:
        """An error or escalation came from this activity."""

    def wait(self, token: Token) -> TimerWait | MessageWait:
        """What this token waits for."""
        assert self.definition is not None
        return self.definition.wait(token, self.element)

    def _repeat(self, token: Token) -> bool:
        """Arm the token for the next occurrence; False when there is none."""
        assert self.definition is not None
        try:
            return self.definition.again(token)
        except PlumblineError as error:
            token.fail(error, "enter")
            return True


class Boundary(Catching):
    """Sits on an activity: either stops it, or starts something beside it, perhaps repeatedly."""

    armed_quietly = True

    def fire(self, token: Token, payload: Mapping[str, Any] | None = None) -> None:
        self.receive(token, payload)
        host = token.holder
        assert host is not None
        if not self.drawn.interrupting and self._repeat(token):
            self._go(host)
            return
        token.release()
        token._set_state(TaskState.READY)
        if self.drawn.interrupting:
            host.cancel()

    def catch_at(self, token: Token) -> None:
        self._go(token)
        if self.drawn.interrupting:
            token.cancel()

    def _go(self, host: Token) -> None:
        Token(host.workflow, self, data=host.data)._set_state(TaskState.READY)


class Listener(Catching):
    """The start event of an event sub-process, armed as long as its scope lives."""

    visible = False
    body: Node

    def _update_hook(self, token: Token) -> bool:
        token.internal_data["armed"] = 1
        return super()._update_hook(token)

    def fire(self, token: Token, payload: Mapping[str, Any] | None = None) -> None:
        self.receive(token, payload)
        if self.drawn.interrupting:
            self.catch_at(token)
            return
        self._begin(token).enter()
        if not self._repeat(token):
            token.cancel()

    def catch_at(self, token: Token) -> None:
        body = self._begin(token)
        if self.drawn.interrupting:
            token.workflow.empty(sparing=body)
        body.enter()

    def _begin(self, token: Token) -> Token:
        return Token(token.workflow, self.body, data=token.data)

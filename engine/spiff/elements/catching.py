"""Events that are waited for: intermediate, on a boundary, or starting an event sub-process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.model import ConditionWait, MessageWait, SignalWait, TimerWait
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.conditions import ConditionDefinition
from engine.spiff.elements.messages import MessageDefinition
from engine.spiff.elements.nodes import Node
from engine.spiff.elements.signals import SignalDefinition
from engine.spiff.elements.timers import TimerDefinition
from engine.spiff.tokens import Token

Definition = TimerDefinition | MessageDefinition | SignalDefinition | ConditionDefinition
Wait = TimerWait | MessageWait | SignalWait | ConditionWait


def definition(drawn: Drawn, event: Event) -> Definition | None:
    """How the event is armed; errors and escalations are not, they find their catcher."""
    if event.kind == "timer":
        return TimerDefinition(drawn, event)
    if event.kind == "message":
        return MessageDefinition(drawn, event)
    if event.kind == "signal":
        return SignalDefinition(event)
    return ConditionDefinition(event) if event.kind == "conditional" else None


class Catching(Node):
    """Waits until what it is drawn for happens, then goes on.

    With several definitions its token holds one for each of `parts`, which wait instead of it.
    """

    def __init__(
        self, spec: BpmnProcessSpec, drawn: Drawn, element: Element, name: str | None = None
    ) -> None:
        super().__init__(spec, drawn, element, name)
        found = [d for event in drawn.events if (d := definition(drawn, event)) is not None]
        self.definition: Definition | None = found[0] if len(found) == 1 else None
        self.parts: tuple[Part, ...] = ()
        if len(found) > 1:
            self.parts = tuple(Part(self, place, d) for place, d in enumerate(found, 1))

    @property
    def armed(self) -> bool:
        """Whether a token waits here for something."""
        return self.definition is not None or bool(self.parts)

    def _update_hook(self, token: Token) -> bool:
        if not self.armed:  # A link: its throw leads here.
            return True
        if self._arm(token):
            token._set_state(TaskState.WAITING)
        else:
            token.workflow.leave(token)
        return False

    def _arm(self, token: Token) -> bool:
        for part in self.parts:
            part.hang_on(token)
        if self.definition is not None:
            return self.definition.arm(token)
        return bool(token.children) or not self.parts

    def fire(self, token: Token, payload: Mapping[str, Any] | None = None) -> None:
        """It has happened. Rivals behind the same event-based gateway are out of the race."""
        self.receive(token, payload)
        self._forget_parts(token)
        race = token.internal_data.get("race")
        for rival in list(token.workflow.tasks.values()) if race else ():
            if rival is not token and rival.internal_data.get("race") == race:
                rival.cancel()
        token._set_state(TaskState.READY)

    def part_fired(self, token: Token) -> None:
        """One of several has happened: enough, unless all of them are needed."""
        needed = self.drawn.parallel_multiple
        if not needed or all("happened" in part.internal_data for part in self._held(token)):
            self.fire(token)

    def receive(self, token: Token, payload: Mapping[str, Any] | None) -> None:
        """Keep a payload in the event's variable."""
        if self.definition is not None and payload is not None:
            self.definition.keep(token, payload)

    def catch_at(self, token: Token) -> None:
        """An error or escalation came from this activity."""

    def wait(self, token: Token) -> Wait:
        """What this token waits for."""
        assert self.definition is not None
        return self.definition.wait(token, self.element)

    def _repeat(self, token: Token) -> bool:
        """Arm the token for the next occurrence; False when there is none."""
        if self.parts:
            return self._repeat_parts(token)
        assert self.definition is not None
        try:
            return self.definition.again(token)
        except PlumblineError as error:
            token.fail(error, "enter")
            return True

    def _repeat_parts(self, token: Token) -> bool:
        ended = [p for p in self._held(token) if not p.task_spec.wait_again(p)]
        if ended and self.drawn.parallel_multiple:
            return False
        for part in ended:
            part.cancel()
        return bool(self._held(token))

    def _held(self, token: Token) -> list[Token]:
        return [part for part in token.children if isinstance(part.task_spec, Part)]

    def _forget_parts(self, token: Token) -> None:
        for part in self._held(token) if self.parts else ():
            part.cancel()


class Part(Catching):
    """One definition of an event that has several. Its token lives as long as the event's."""

    visible = False

    def __init__(self, whole: Catching, place: int, definition: Definition) -> None:
        name = f"{whole.name} [event {place}]"
        Node.__init__(self, whole._wf_spec, whole.drawn, whole.element, name)
        self.definition, self.parts = definition, ()

    def hang_on(self, token: Token) -> None:
        """Wait beside the other parts of this event."""
        part = token.hold(self)
        if "armed" in token.internal_data:
            part.internal_data["armed"] = 1
        part.enter()

    def fire(self, token: Token, payload: Mapping[str, Any] | None = None) -> None:
        self.receive(token, payload)
        token.internal_data["happened"] = 1
        token._set_state(TaskState.STARTED)
        whole: Any = token.holder
        whole.task_spec.part_fired(whole)

    def wait_again(self, token: Token) -> bool:
        """Wait for the next occurrence, if this is one that happened; False when there is none."""
        if token.internal_data.pop("happened", None) is None:
            return True
        token._set_state(TaskState.WAITING)
        return self._repeat(token)


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
        self._forget_parts(token)
        token.release()
        token._set_state(TaskState.READY)
        if self.drawn.interrupting:
            host.cancel()

    def catch_at(self, token: Token) -> None:
        self._go(token)
        if self.drawn.interrupting:
            token.cancel()

    def _go(self, host: Token) -> None:
        Token(host.workflow, self, data=host.outside)._set_state(TaskState.READY)


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

"""One process instance in memory, for the length of one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.errors import AlreadyDone, BpmnError, NotFound, PlumblineError
from engine.expressions import check_value
from engine.model import Problem, Received, Step, ThrownMessage, ThrownSignal, Waits
from engine.spiff import outlook, state, steps
from engine.spiff.budgets import weight
from engine.spiff.definitions import Definitions
from engine.spiff.elements import offers, signals
from engine.spiff.elements.activities import ServiceTask
from engine.spiff.elements.catching import Catching
from engine.spiff.elements.messages import MessageDefinition
from engine.spiff.elements.people import UserTask
from engine.spiff.elements.throwing import raised
from engine.spiff.elements.timers import TimerDefinition
from engine.spiff.feel import FeelEngine, Host
from engine.spiff.instance import Instance
from engine.spiff.surgery import Surgery
from engine.spiff.tokens import Token

REOPEN = "reopen"
Outcome = Literal["active", "completed", "failed", "cancelled"]
Kind = Literal["message", "signal"]


class Execution(Surgery):
    """Start or restore, tell it what happened, `run`, look at `waits` and `problems`, `save`."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._cancelled = False

    @classmethod
    def start(
        cls,
        definitions: Definitions,
        process_key: str,
        variables: Mapping[str, Any],
        host: Host,
        *,
        at: str | None = None,
    ) -> Execution:
        """Put a token on the start event (`at` names one of several). `run` has yet to be called.

        Raises UnsafeValue for variables that may not be kept, NotFound for an unknown process.
        """
        check_value(dict(variables), "the variables to start with")
        instance = empty(definitions, process_key, host)
        instance.variables.update({**dict.fromkeys(instance.spec.declared), **variables})
        instance.written = weight(instance.variables)
        instance.received.append(Received("start", at or "", dict(variables)))
        instance.begin([instance.spec.starts[at]] if at else instance.spec.first)
        return cls(instance)

    @classmethod
    def restore(
        cls, definitions: Definitions, process_key: str, blob: bytes, host: Host
    ) -> Execution:
        """Continue what `save` wrote. Raises StateUnreadable for the state of another release."""
        return cls(state.thaw(blob, lambda: empty(definitions, process_key, host)))

    def save(self) -> bytes:
        """The whole state, without the spec. Raises BudgetExceeded when it is too much."""
        return state.freeze(self._instance)

    def run(self) -> None:
        """Take automatic steps until everything waits. Raises BudgetExceeded."""
        steps.run(self._instance)
        offers.refresh(self._instance)

    def complete(self, task_id: UUID, extra: Mapping[str, Any]) -> None:
        """Complete a user task with {answers, submission, by, at}. Raises AlreadyDone.

        When its `results` fail, the user task is left in error and `problems` lists it.
        """
        token = self._open(task_id, UserTask, TaskState.READY | TaskState.ERROR)
        if token.internal_data.get("problem", {}).get("phase", REOPEN) != REOPEN:
            raise AlreadyDone(None, None, "It could not be prepared, and waits for a retry.")
        try:
            token.task_spec.submit(token, extra)
        except PlumblineError as error:
            token.fail(error, REOPEN)

    def finish_service(self, task_id: UUID, outputs: Mapping[str, Any]) -> None:
        """A job has done an activity's work. Raises AlreadyDone when it no longer waits."""
        token = self._open(task_id, ServiceTask, TaskState.STARTED)
        token.task_spec.keep(token, outputs)
        token.complete()

    def raise_error(self, task_id: UUID, code: str) -> None:
        """A job reported a BPMN error: caught by the boundary, else a problem at the activity."""
        token = self._open(task_id, ServiceTask, TaskState.STARTED)
        token.task_spec.note_error(token, code)
        if not raised(token, code):
            token.fail(BpmnError(code, _uncaught(code)), "run")

    def fire_timers(self) -> list[str]:
        """Fire what is due now, the earliest first; gives the element ids, perhaps none."""
        now, fired = self._instance.now, []
        while (token := self._next_due(now)) is not None:
            fired.append(token.task_spec.element.id)
            token.task_spec.fire(token)
        return fired

    def _next_due(self, now: Any) -> Token | None:
        due = [t for t in self._waiting(TimerDefinition) if t.internal_data["due"] <= now]
        return min(due, key=lambda t: t.internal_data["due"], default=None)

    def deliver(self, message: str, key: str, payload: Mapping[str, Any]) -> bool:
        """Give a message to the one place that has waited longest for it; False when none does."""
        check_value(dict(payload), f"the payload of {message}")
        for token in self._waiting(MessageDefinition):
            spec: Any = token.task_spec
            if spec.definition.name == message and token.internal_data["key"] == key:
                self._told("message", spec.element.id, payload, message)
                spec.fire(token, payload)
                return True
        return False

    def signal(self, name: str, payload: Mapping[str, Any]) -> bool:
        """Give a signal to every place that waits for it; False when none does."""
        check_value(dict(payload), f"the payload of {name}")
        heard = signals.broadcast(self._instance, name, payload)
        if heard:
            self._told("signal", "", payload, name)
        return heard

    def take_offer(self, task_id: UUID, extra: Mapping[str, Any]) -> None:
        """Deliver the message offered at one place, with {answers, submission, by, at}.

        Raises AlreadyDone when it is not offered there now, ExpressionFailed for its results.
        """
        token = self._open(task_id, Catching, TaskState.WAITING)
        spec: Any = token.task_spec
        if "offered" not in token.internal_data:
            raise AlreadyDone(None, None, "It is not offered to anybody.")
        payload = offers.payload_of(token, spec.drawn, extra)
        self._told("message", spec.element.id, payload, spec.definition.name)
        spec.fire(token, payload)

    def retry(self, task_id: UUID, extra: Mapping[str, Any] | None = None) -> None:
        """Do again what failed. A user task whose results failed is completed again with `extra`,
        or without it opened again for the person. Raises NotFound when nothing failed there."""
        token = self._instance.index.get(task_id)
        if token is None or token.state != TaskState.ERROR:
            raise NotFound("There is nothing to retry: the activity is no longer in error.")
        if extra is not None and token.internal_data["problem"]["phase"] == REOPEN:
            self.complete(task_id, extra)
        else:
            _again(token)

    def cancel(self) -> None:
        """Stop everything."""
        self._cancelled = True
        self._instance.empty()

    def waits(self) -> Waits:
        """Everything the instance waits for."""
        return outlook.waits(self._instance)

    def problems(self) -> list[Problem]:
        """What is in error, and whether the instance is alive with nothing to wait for."""
        return outlook.problems(self._instance)

    def passages(self) -> dict[UUID, tuple[str, str]]:
        """The elements it is at, as they were reached: process and element by position."""
        return outlook.passages(self._instance)

    def take_thrown(self) -> list[ThrownMessage]:
        """The messages sent since the last call, to be delivered after commit."""
        thrown, self._instance.thrown = self._instance.thrown, []
        return thrown

    def take_signals(self) -> list[ThrownSignal]:
        """The signals thrown since the last call, for the other instances, after commit."""
        thrown, self._instance.signalled = self._instance.signalled, []
        return thrown

    def take_received(self) -> list[Received]:
        """What it was told from outside since the last call, in order."""
        taken, self._instance.received = self._instance.received, []
        return taken

    def take_steps(self) -> list[Step]:
        """What happened since the last call, in order."""
        taken, self._instance.steps = self._instance.steps, []
        return taken

    @property
    def outcome(self) -> Outcome:
        """Where the instance stands."""
        if self._instance.failure is not None:
            return "failed"
        if self._cancelled:
            return "cancelled"
        return "completed" if self._instance.completed else "active"

    @property
    def variables(self) -> Mapping[str, Any]:
        """The instance's variables; not those local to one instance of a loop."""
        return self._instance.variables

    def _told(self, kind: Kind, element: str, values: Mapping[str, Any], name: str) -> None:
        self._instance.received.append(Received(kind, element, dict(values), name))

    def _open(self, task_id: UUID, kind: type, mask: int) -> Token:
        token = self._instance.index.get(task_id)
        if token is None or not isinstance(token.task_spec, kind) or not token.state & mask:
            raise AlreadyDone(None, None, "It is no longer open: it was done, or no longer needed.")
        return token

    def _waiting(self, kind: type) -> list[Token]:
        return [t for t in self._instance.index.values() if outlook.waits_as(t) is kind]


def empty(definitions: Definitions, process_key: str, host: Host) -> Instance:
    """An instance without tokens. Raises NotFound for an unknown process."""
    if process_key not in definitions.processes:
        raise NotFound(f'The bundle has no process "{process_key}".')
    engine = FeelEngine(definitions, host)
    instance = Instance(definitions.specs[process_key], dict(definitions.specs), engine)
    instance.variables = engine.environment.variables
    return instance


def _uncaught(code: str) -> str:
    return f"The handler reported {code}, and no error boundary event catches it."


def _again(token: Token) -> None:
    phase = token.internal_data.pop("problem")["phase"]
    if phase == "enter":
        token._state = TaskState.FUTURE
        token.enter()
        token.workflow.end_if_done(token.data)
    elif phase == "again":
        token.task_spec.again(token)
    elif phase == "leave":
        token.complete()
    else:
        token.internal_data.pop("seen", None)
        token._set_state(TaskState.READY)

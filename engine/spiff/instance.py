"""A running instance: SpiffWorkflow's workflow, indexed by what is open, not walked as a tree."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from engine.model import Problem, Received, Step, ThrownMessage, ThrownSignal
from engine.spiff import budgets
from engine.spiff.elements.compensation import Done
from engine.spiff.feel import FeelEngine
from engine.spiff.tokens import NO_LOCALS, Locals, Token

Word = Literal["reached", "completed", "cancelled", "failed"]
_STATES: dict[int, Word] = {
    TaskState.WAITING: "reached",
    TaskState.READY: "reached",
    TaskState.STARTED: "reached",
    TaskState.COMPLETED: "completed",
    TaskState.CANCELLED: "cancelled",
    TaskState.ERROR: "failed",
}


class Scoped:
    """What a process and an embedded sub-process have in common: tokens, and an end."""

    tasks: dict[UUID, Token]
    completed: bool
    spec: BpmnProcessSpec
    top_workflow: Instance
    parent_task_id: UUID | None
    script_engine: FeelEngine
    done: list[Done]

    def begin(self, nodes: Iterable[Any], data: Locals = NO_LOCALS) -> None:
        """Put a first token on each of `nodes` and arm the event sub-processes."""
        for node in nodes:
            Token(self, node, data=data).enter()
        for listener in self.spec.listeners:
            if listener.armed:
                Token(self, listener, data=data).enter()

    def leave(self, token: Token) -> None:
        """Forget a token that is done; the scope ends with its last one."""
        token.release()
        self.tasks.pop(token.id, None)
        self.top_workflow.index.pop(token.id, None)
        self.top_workflow.joining.pop(token.id, None)
        self.end_if_done(token.data)

    @property
    def level(self) -> int:
        """How many activities this scope is inside of."""
        holder, top = self.parent_task_id, self.top_workflow
        return 0 if holder is None else 1 + top.index[holder].workflow.level

    def end_if_done(self, data: Locals) -> None:
        """End when only listeners are left; one that could not be armed has to be seen first."""
        if not self.completed and all(t.listens for t in self.tasks.values()):
            self.finish(data)

    def finish(self, data: Locals) -> None:
        """End normally: listeners go, and the activity that holds this scope completes.

        `data` are the variables of the scope's own."""
        self.empty()
        if self.parent_task_id is not None:
            self.top_workflow.subprocesses.pop(self.parent_task_id)
            holder = self.top_workflow.index[self.parent_task_id]
            holder.task_spec.inside_done(holder, self.done, data)

    def empty(self, sparing: Token | None = None) -> None:
        """Cancel every token, save one."""
        self.completed = sparing is None
        for token in list(self.tasks.values()):
            if token is not sparing:
                token.cancel()

    def here(self, name: str) -> list[Token]:
        """The open tokens at one element, oldest first."""
        return [t for t in self.tasks.values() if t.task_spec.name == name]


class Scope(Scoped, BpmnSubWorkflow):  # type: ignore[misc]
    """The inside of one sub-process or call activity. Variables are the instance's."""

    def __init__(self, spec: BpmnProcessSpec, parent_task_id: UUID, top: Instance) -> None:
        super().__init__(spec, parent_task_id, top, deserializing=True)
        self.done = []


class Instance(Scoped, BpmnWorkflow):  # type: ignore[misc]
    """One process instance. `variables` are shared by all its scopes, as BPMN's data are.

    `index` holds every open token, `joining` those that wait for others to come.
    """

    index: dict[UUID, Token]
    joining: dict[UUID, Token]
    subprocesses: dict[UUID, Scope]

    def __init__(
        self, spec: BpmnProcessSpec, specs: dict[str, BpmnProcessSpec], engine: FeelEngine
    ) -> None:
        super().__init__(spec, specs, engine, deserializing=True)
        self.index, self.joining = {}, {}
        self.done: list[Done] = []
        self.kept = 0
        self.written = 0
        # How deep scopes have been in each other, and which limit was passed by what was open.
        self.deepest = 0
        self.excess: str | None = None
        self.variables: dict[str, Any] = {}
        self.ready: deque[Token] = deque()
        self.steps: list[Step] = []
        self.thrown: list[ThrownMessage] = []
        self.signalled: list[ThrownSignal] = []
        self.received: list[Received] = []
        # Tokens with a condition, those among them that are new, and whether a variable was
        # written since all were asked: many tokens at one element would else ask each other.
        self.watched: dict[UUID, Token] = {}
        self.unasked: list[Token] = []
        self.changed = True
        self.failure: Problem | None = None

    @property
    def now(self) -> datetime:
        """The instant of this transaction."""
        return self.script_engine.host.now

    def get_task_from_id(self, task_id: UUID) -> Token:
        """The open token of that id. KeyError when there is none."""
        return self.index[task_id]

    def create_subprocess(self, my_task: Token, spec_name: str) -> Scope:
        """A scope inside the activity."""
        scope = Scope(self.subprocess_specs[spec_name], my_task.id, self)
        self.subprocesses[my_task.id] = scope
        self.deepest = max(self.deepest, scope.level)
        return scope

    def is_full(self) -> bool:
        """Whether more was ever open than may be, which `excess` names then.

        Nothing is added any more: what is left out makes the state worthless, and `run` says so.
        """
        if self.excess is None:
            self.excess = budgets.excess(len(self.index), len(self.subprocesses), self.deepest)
        return self.excess is not None

    def scopes(self) -> Iterable[Scoped]:
        """The instance and every scope in it, outer before inner."""
        return [self, *self.subprocesses.values()]

    def moved(self, token: Token) -> None:
        """Note a change of state: in the queue when there is work, in the steps when it is news."""
        if token.state == TaskState.READY and not token.task_spec.manual:
            self.ready.append(token)
        word = _STATES.get(token.state)
        if word is not None and self._news(token, word):
            element, process = token.task_spec.element, process_of(token)
            self.steps.append(
                Step(token.id, element.id, element.name, element.type, word, self.now, process)
            )

    def _news(self, token: Token, word: Word) -> bool:
        """Each element is reached once; one that was only armed was never reached."""
        spec, internal = token.task_spec, token.internal_data
        if word == "reached":
            armed = spec.armed_quietly and token.state == TaskState.WAITING
            if armed or "seen" in internal or not spec.visible:
                return False
            internal["seen"] = 1
            return True
        return spec.visible and ("seen" in internal or word == "failed")


def process_of(token: Token) -> str:
    """The key of the process a token's element is drawn in; inner specs have its name first."""
    return str(token.workflow.spec.name).partition("/")[0]

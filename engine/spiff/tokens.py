"""A token: one position in a diagram. SpiffWorkflow's Task without prediction, past and logging."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError

if TYPE_CHECKING:
    from engine.spiff.elements.nodes import Node
    from engine.spiff.elements.ways import Way, Ways
    from engine.spiff.instance import Scoped

Locals = ChainMap[str, Any]
NO_LOCALS: Locals = ChainMap()
GONE = TaskState.COMPLETED | TaskState.CANCELLED


class Token(Task):  # type: ignore[misc]
    """`data` holds only what is local to one instance of a multi-instance activity."""

    workflow: Scoped
    task_spec: Node
    internal_data: dict[str, Any]
    data: Locals
    _parent: UUID | None

    def __init__(
        self,
        scope: Scoped,
        spec: Node,
        *,
        data: Locals = NO_LOCALS,
        state: int = TaskState.FUTURE,
        id: UUID | None = None,
        holder: Token | None = None,
    ) -> None:
        self.id = id or uuid4()
        self.workflow, self.task_spec, self.data = scope, spec, data
        self._state = state
        self._children: list[UUID] = []
        self._parent = holder.id if holder is not None else None
        self.internal_data = {}
        self.leaving: Ways = ()
        scope.tasks[self.id] = self
        scope.top_workflow.index[self.id] = self
        if holder is not None:
            holder._children.append(self.id)

    def follow(self, spec: Node, **internal: Any) -> None:
        """Go on: a new token at the next element."""
        token = Token(self.workflow, spec, data=self.data)
        token.internal_data.update(internal)
        token.enter()

    def take(self, way: Way, **internal: Any) -> None:
        """Go on along one flow. Which one it was is kept only where tokens wait for each other."""
        flow = {"flow": way.flow} if way.node.gathers else {}
        self.follow(way.node, **flow, **internal)

    def hold(self, spec: Node, data: Locals | None = None) -> Token:
        """A token that lives no longer than this one: a boundary event, an instance of a loop."""
        return Token(self.workflow, spec, data=self.data if data is None else data, holder=self)

    @property
    def outside(self) -> Locals:
        """The variables around the activity, without those that are its own."""
        if "own" not in self.internal_data:
            return self.data
        around = self.data.parents
        return around if any(around.maps) else NO_LOCALS

    @property
    def listens(self) -> bool:
        """Whether it only waits to start an event sub-process, which holds up nothing."""
        return "armed" in self.internal_data and self._state != TaskState.ERROR

    @property
    def holder(self) -> Token | None:
        """The token that holds this one, while there is one."""
        return None if self._parent is None else self.workflow.tasks.get(self._parent)

    def release(self) -> None:
        """Live on without the holder."""
        holder = self.holder
        if holder is not None:
            holder._children.remove(self.id)
        self._parent = None

    def enter(self) -> None:
        """Arrive; wait where the element needs others, which come by their flows as well."""
        if "flow" in self.internal_data and self.task_spec.gathers:
            self.join()
            self.task_spec.gather(self)
        else:
            self.admit()

    def join(self) -> None:
        """Stand before the element until it lets the token in."""
        self.workflow.top_workflow.joining[self.id] = self

    def admit(self) -> None:
        """Begin. An expression that fails here leaves the token in error, and only this token."""
        self.workflow.top_workflow.joining.pop(self.id, None)
        self.internal_data.pop("flow", None)
        try:
            self.task_spec._update(self)
        except PlumblineError as error:
            self.fail(error, "enter")

    def fail(self, error: PlumblineError, phase: str) -> None:
        """Stay here in error until `retry`; `phase` is what a retry does again."""
        kind = self.task_spec.kind_of(error)
        self.internal_data["problem"] = {"kind": kind, "sentence": str(error), "phase": phase}
        self.workflow.top_workflow.joining.pop(self.id, None)
        self._set_state(TaskState.ERROR)

    def run(self) -> Any:
        """Do what the element does. Nothing more happens when that cancelled the token itself."""
        result = self.task_spec._run(self)
        if self._state & GONE:
            return result
        if result is None:
            self._set_state(TaskState.STARTED)
        else:
            self.complete()
        return result

    def error(self) -> None:
        """Called by SpiffWorkflow when `_run` raises; `fail` follows and says why."""

    def complete(self) -> None:
        """Done: the following tokens arrive, what hung on this one goes, and the token leaves.

        When it cannot be told where it goes on, the token stays in error: its work is done.
        """
        try:
            self.task_spec.finish(self)
            self.leaving = self.task_spec.choose(self)
        except PlumblineError as error:
            self._cancel_held()
            self.fail(error, "leave")
            return
        self._set_state(TaskState.COMPLETED)
        self.task_spec._on_complete(self)
        self._cancel_held()
        holder = self.holder
        self.workflow.leave(self)
        if holder is not None:
            holder.task_spec.held_done(holder, self)

    def cancel(self) -> None:
        """Stop, with everything that hangs on this token or runs inside it."""
        if self._state & GONE:
            return
        self._set_state(TaskState.CANCELLED)
        self._cancel_held()
        self.task_spec._on_cancel(self)
        self.workflow.leave(self)

    def _cancel_held(self) -> None:
        for child in self.children:
            child.cancel()

    @property
    def children(self) -> list[Token]:
        """The tokens this one holds."""
        return [self.workflow.tasks[id] for id in self._children]

    def _set_state(self, value: int) -> None:
        if value != self._state:
            self._state = value
            self.workflow.top_workflow.moved(self)

"""Activities with an inside: embedded sub-processes, event sub-processes and call activities."""

from __future__ import annotations

from collections.abc import Iterable

from SpiffWorkflow.util.task import TaskState

from engine.spiff.elements.activities import Activity
from engine.spiff.elements.compensation import Done, remember_inside
from engine.spiff.elements.nodes import Node
from engine.spiff.tokens import Locals, Token


class SubProcess(Activity):
    """Runs another graph inside the same instance. `inner` names its spec."""

    inner = ""

    @property
    def by_event(self) -> bool:
        """Whether this is an event sub-process, which no flow leads to."""
        return self.drawn.by_event

    def _update_hook(self, token: Token) -> bool:
        data = self._own(token)
        scope = token.workflow.top_workflow.create_subprocess(token, self.inner)
        token._set_state(TaskState.STARTED)
        if self.drawn.graph is None:
            _declare(token, scope.spec.declared)
        if not token.workflow.top_workflow.is_full():
            scope.begin(scope.spec.first, data)
        return False

    def _own(self, token: Token) -> Locals:
        """The variables inside: the instance's, and those the call keeps for itself."""
        text = self.drawn.properties.get("variables")
        if not text:
            return token.data
        return token.data.new_child(token.workflow.script_engine.execute(token, text))

    def inside_done(self, token: Token, done: list[Done], data: Locals) -> None:
        """Keep what completed inside: it is compensated with the whole."""
        remember_inside(token, done, data)
        token.complete()

    def _kept(self, token: Token) -> None:
        """It was kept when its inside had ended."""

    def leave_inside(self, token: Token) -> None:
        """End what runs inside, without ending the activity."""
        scope = token.workflow.top_workflow.subprocesses.pop(token.id, None)
        if scope is not None:
            scope.empty()

    def _on_cancel(self, token: Token) -> None:
        self.leave_inside(token)


def _declare(token: Token, names: Iterable[str]) -> None:
    """What a called process declares is shared by name, and null where the caller has none."""
    shared = token.workflow.top_workflow.variables
    for name in names:
        if name not in token.data:
            shared.setdefault(name, None)


class Start(Node):
    """A start event: whatever triggered it has already happened."""

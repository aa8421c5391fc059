"""Carrying compensation out: handler after handler, the latest completion first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.spiff.drawing.diagram import Event
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.compensation import Done, visible
from engine.spiff.elements.nodes import Node
from engine.spiff.instance import Scoped
from engine.spiff.tokens import Token


class Undo(Node):
    """Compensates one completed activity: by its handler, by the event sub-process inside it, or,
    when nothing is drawn, by compensating what completed inside."""

    visible = False
    activity = ""
    inner = ""
    handler: Node | None = None

    @property
    def undo(self) -> Undo:
        """What is compensated and stopped half-way can be taken up again by a transaction."""
        return self

    def begin(self, token: Token, done: Done) -> None:
        """Start the handler, or open what was the inside of the sub-process again."""
        token._set_state(TaskState.STARTED)
        if self.handler is not None and done.whole:
            token.hold(self.handler).enter()
            return
        scope = token.workflow.top_workflow.create_subprocess(token, self.inner)
        scope.done = done.inside
        if done.whole and scope.spec.undoes_itself is not None:
            Token(scope, scope.spec.undoes_itself, data=token.data).enter()
        else:
            start(Token(scope, scope.spec.undoes_all, data=token.data), scope.done)

    def held_done(self, token: Token, held: Token) -> None:
        """The handler has completed."""
        token.complete()

    def _on_complete(self, token: Token) -> None:
        runner = token.workflow.top_workflow.index[UUID(hex=token.internal_data["runner"])]
        runner._set_state(TaskState.READY)

    def _on_cancel(self, token: Token) -> None:
        scope = token.workflow.top_workflow.subprocesses.pop(token.id, None)
        if scope is not None:
            scope.empty()


class Runner(Node):
    """Compensates what it has claimed, one after the other. `ended` says that the scope it works
    in is over, so that its event sub-processes listen no longer."""

    visible = False
    ended = False

    def _run_hook(self, token: Token) -> bool | None:
        claimed = [
            (done, scope)
            for scope in visible(token)
            for done in scope.done
            if done.claim == token.id
        ]
        if not claimed:
            return True
        self._undo(token, *max(claimed, key=lambda pair: pair[0].order))
        return None

    def _undo(self, token: Token, done: Done, scope: Scoped) -> None:
        scope.done.remove(done)
        node: Any = scope.spec.task_specs[undo_name(done.activity)]
        undo = Token(scope, node, data=done.data)
        undo.internal_data["runner"] = token.id.hex
        token.internal_data["at"] = undo.id.hex
        node.begin(undo, done)

    def _on_cancel(self, token: Token) -> None:
        for scope in visible(token):
            for done in scope.done:
                done.claim = None if done.claim == token.id else done.claim
        at = token.internal_data.get("at")
        undo = token.workflow.top_workflow.index.get(UUID(hex=at)) if at else None
        if undo is not None:
            undo.cancel()


class EndedRunner(Runner):
    """Compensates a sub-process for which nothing else is drawn."""

    ended = True


def undo_name(id: str) -> str:
    """The name of what is not drawn but compensates the drawn element."""
    return f"{id} [undo]"


def start(runner: Token, wanted: list[Done]) -> None:
    """Let the runner compensate what is wanted, and nobody else."""
    for done in wanted:
        done.claim = runner.id
    runner.enter()


def compensate(token: Token, drawn: Drawn, event: Event) -> None:
    """Start what a compensation event asks for; nothing when there is nothing in sight."""
    found = (done for scope in visible(token) for done in scope.done)
    wanted = [d for d in found if d.claim is None and event.activity in (None, d.activity)]
    if wanted:
        node: Any = token.workflow.spec.task_specs[undo_name(drawn.id)]
        held = token if event.waits else None
        start(Token(token.workflow, node, data=token.data, holder=held), wanted)


def waits_for_undo(token: Token) -> bool:
    """Whether a compensation that was thrown here, and is waited for, is under way."""
    return any(isinstance(held.task_spec, Runner) for held in token.children)

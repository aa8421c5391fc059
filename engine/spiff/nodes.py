"""What every element does, as an extension of SpiffWorkflow's spec: arrive, run, complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.decisions import DecisionFailed, DecisionRefused
from engine.errors import BpmnError, HandlerFailed, PlumblineError
from engine.expressions import UnsafeValue
from engine.spiff.compensation import Done
from engine.spiff.definitions import Element
from engine.spiff.diagram import Node as Drawn
from engine.spiff.tokens import Locals, Token


class Node(BpmnSpecMixin):  # type: ignore[misc]
    """A flow node. `after` are the nodes its sequence flows lead to; nothing is predicted."""

    visible = True
    armed_quietly = False
    manual: bool

    def __init__(
        self, spec: BpmnProcessSpec, drawn: Drawn, element: Element, name: str | None = None
    ) -> None:
        super().__init__(spec, name or drawn.id, bpmn_name=drawn.name, lane=drawn.lane)
        self.drawn, self.element = drawn, element
        self.after: tuple[Node, ...] = ()

    def test(self) -> None:
        """A node without incoming flows is not an error here: the gate has judged the diagram."""

    def _predict(self, *_: Any, **__: Any) -> None:
        """Tokens exist where the process is, never where it may go."""

    def _update(self, token: Token) -> None:
        if self._update_hook(token):
            token._ready()

    def _update_hook(self, token: Token) -> bool:
        return True

    def _on_ready(self, token: Token) -> None:
        """Nothing is run on becoming ready: the runner does that, within its limits."""

    def _run_hook(self, token: Token) -> bool | None:
        return True

    def _on_complete(self, token: Token) -> None:
        for node in self.next(token):
            token.follow(node)

    def _on_cancel(self, token: Token) -> None:
        """Nothing hangs on a plain node."""

    def next(self, token: Token) -> Iterable[Node]:
        """Where the token goes on."""
        return self.after

    def again(self, token: Token) -> None:
        """What a retry does when neither arriving nor running is to be repeated."""

    def inside_done(self, token: Token, done: list[Done], data: Locals) -> None:
        """All that ran inside, with variables `data` of its own, has ended; `done` is what of it
        can be compensated."""
        token.complete()

    def held_done(self, token: Token, held: Token) -> None:
        """A token that this one holds has completed."""

    def kind_of(self, error: PlumblineError) -> str:
        """The kind of problem an error at this element is."""
        if isinstance(error, BpmnError):
            return "error"
        if isinstance(error, DecisionFailed | DecisionRefused):
            return "decision"
        return "handler" if isinstance(error, HandlerFailed | UnsafeValue) else "expression"


def ask(token: Token, text: str, want: type | None = None, **extra: Any) -> Any:
    """Evaluate FEEL text as the token sees it."""
    return token.workflow.script_engine.evaluate(token, text, extra, want)


def write(token: Token, entries: Mapping[str, Any]) -> None:
    """Set variables: local ones where this instance of a loop has them, else the instance's."""
    instance = token.workflow.top_workflow
    shared, instance.changed = instance.variables, True
    for name, value in entries.items():
        place = next((m for m in token.data.maps if name in m), shared)
        place[name] = value

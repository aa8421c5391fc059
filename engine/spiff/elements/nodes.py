"""What every element does, as an extension of SpiffWorkflow's spec: arrive, run, complete."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.decisions import DecisionFailed, DecisionRefused
from engine.errors import BpmnError, HandlerFailed, PlumblineError
from engine.expressions import UnsafeValue
from engine.spiff.budgets import weight
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.compensation import Done
from engine.spiff.elements.joins import merge, waiting
from engine.spiff.elements.ways import NoWay, Ways, chosen
from engine.spiff.instance import Scoped
from engine.spiff.tokens import Locals, Token


class Node(BpmnSpecMixin):  # type: ignore[misc]
    """A flow node. `ways` are its outgoing flows in the order of the file; nothing is predicted.

    Where tokens wait for each other (`gathers`), `upstream` names for each incoming flow the
    elements a token can come from. `takes` tokens start an activity, and it `gives` as many on
    each flow it is left by.
    """

    visible = True
    armed_quietly = False
    joins = False
    gathers = False
    takes = 1
    gives = 1
    ways: Ways = ()
    manual: bool

    def __init__(
        self, spec: BpmnProcessSpec, drawn: Drawn, element: Element, name: str | None = None
    ) -> None:
        super().__init__(spec, name or drawn.id, bpmn_name=drawn.name, lane=drawn.lane)
        self.drawn, self.element = drawn, element
        self.upstream: Mapping[str, frozenset[str]] = {}
        self.sources: Mapping[str, str] = {}

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
        for way in token.leaving:
            for _ in range(self.gives):
                if token.workflow.top_workflow.is_full():
                    return
                token.take(way)

    def _on_cancel(self, token: Token) -> None:
        """Nothing hangs on a plain node."""

    def finish(self, token: Token) -> None:
        """The work is done: leave what the conditions of the outgoing flows may ask for."""

    def choose(self, token: Token) -> Ways:
        """By which flows the token goes on. Raises NoWay, ExpressionFailed."""
        if all(way.free for way in self.ways):
            return self.ways
        return self.found(chosen(token, self.ways))

    def found(self, ways: Ways) -> Ways:
        """The same, unless the node has flows and none of them is to be taken: raises NoWay."""
        if self.ways and not ways:
            raise NoWay()
        return ways

    def gather(self, token: Token) -> None:
        """A token has come where it may have to wait for others."""
        tokens = [token for came in waiting(token.workflow, self).values() for token in came]
        if len(tokens) >= self.takes:
            merge(tokens[: self.takes])

    def settle(self, scope: Scoped) -> bool:
        """Nothing else moves: go on here, if this join may now. Whether it did."""
        return False

    def hopes(self, scope: Scoped, live: Collection[str]) -> bool:
        """Whether the tokens that wait here may yet go on, when others move from `live`."""
        return any(not up.isdisjoint(live) for up in self.upstream.values())

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
        token.workflow.top_workflow.written += weight(value)

"""Activities without a person: untyped, script, service, send and business rule tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.errors import BpmnError
from engine.expressions import check_value
from engine.model import Activity as Called
from engine.model import Received, ServiceWait
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Data
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.catching import Boundary
from engine.spiff.elements.compensation import make_room, remember
from engine.spiff.elements.moving import give_out, take_in
from engine.spiff.elements.nodes import Node, ask, write
from engine.spiff.elements.throwing import raised
from engine.spiff.elements.undoing import Undo
from engine.spiff.tokens import Token


class Activity(Node):
    """Something boundary events may sit on. By itself it passes through, as an untyped task."""

    def __init__(
        self, spec: BpmnProcessSpec, drawn: Drawn, element: Element, name: str | None = None
    ) -> None:
        super().__init__(spec, drawn, element, name)
        self.boundary: tuple[Boundary, ...] = ()
        self.undo: Undo | None = None
        self.moves = Data()

    def _on_complete(self, token: Token) -> None:
        self._kept(token)
        super()._on_complete(token)

    def _kept(self, token: Token) -> None:
        remember(token)

    def _update(self, token: Token) -> None:
        if self.undo is not None:
            make_room(token)
        if self.moves:
            take_in(token, self.moves)
        super()._update(token)
        for event in self.boundary:
            if event.armed:
                token.hold(event, token.outside).enter()

    def finish(self, token: Token) -> None:
        if self.moves:
            give_out(token, self.moves)


class ScriptTask(Activity):
    """One FEEL expression: its value goes into `result`; without that it is a context."""

    def _run_hook(self, token: Token) -> bool:
        script, result = self.drawn.script or "", self.drawn.properties.get("result")
        if result:
            write(token, {result: ask(token, script)})
        else:
            write(token, token.workflow.script_engine.execute(token, script))
        return True


class RuleTask(Activity):
    """Asks a decision and keeps its value in one variable."""

    def _run_hook(self, token: Token) -> bool:
        decision = self.drawn.decision or ""
        value = token.workflow.script_engine.decide(token, decision)
        write(token, {self.drawn.properties.get("result", decision): value})
        return True


class ServiceTask(Activity):
    """Calls a handler: at once when it only touches the database, else through a job."""

    def _run_hook(self, token: Token) -> bool | None:
        service = self.drawn.service
        assert service is not None
        engine = token.workflow.script_engine
        asked = service.parameters if engine.asks_inputs else {}
        inputs = {name: ask(token, text) for name, text in asked.items()}
        try:
            outputs = engine.call_service(
                token, operation=service.operation, inputs=inputs, activity=self.called(token)
            )
        except BpmnError as error:
            self.note_error(token, error.code)
            if raised(token, error.code):
                return True
            raise
        if outputs is None:
            token.internal_data["inputs"] = inputs
            return None
        self.keep(token, outputs)
        return True

    def called(self, token: Token) -> Called:
        """How the handler knows this occurrence: the key is the same on every retry."""
        key = f"{self.element.id}:{token.id}"
        return Called(token.id, self.element.id, self.element.name, key)

    def keep(self, token: Token, outputs: Mapping[str, Any]) -> None:
        """Put the outputs into the result variable, when there is one."""
        service = self.drawn.service
        if service is not None and service.result:
            check_value(outputs, f"the result of {service.operation}")
            told = Received("service", self.element.id, dict(outputs))
            token.workflow.top_workflow.received.append(told)
            write(token, {service.result: dict(outputs)})

    def note_error(self, token: Token, code: str) -> None:
        """The handler reported an error that the diagram may catch."""
        told = Received("error", self.element.id, {}, code)
        token.workflow.top_workflow.received.append(told)

    def wait(self, token: Token) -> ServiceWait:
        """The job this token waits for."""
        service = self.drawn.service
        assert service is not None
        id, name = self.element.id, self.element.name
        return ServiceWait(token.id, id, name, service.operation, token.internal_data["inputs"])

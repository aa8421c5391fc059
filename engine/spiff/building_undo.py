"""What is built beside the drawn elements, so that completed ones can be compensated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Graph
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.elements.activities import Activity
from engine.spiff.elements.loops import Loop
from engine.spiff.elements.nodes import Node
from engine.spiff.elements.subprocesses import SubProcess
from engine.spiff.elements.transactions import Rollback
from engine.spiff.elements.undoing import EndedRunner, Runner, Undo, undo_name


def build_undo(spec: BpmnProcessSpec, graph: Graph, nodes: Mapping[str, Node]) -> None:
    """Give every activity that can be compensated its way, and every throw event its runner."""
    spec.undoes_all = _runner(EndedRunner, spec, graph, "[undo]")
    spec.rolls_back = _runner(Rollback, spec, graph, "[cancel]")
    spec.undoes_itself = next((nodes[n.id] for n in graph.nodes.values() if n.undoes), None)
    handlers = {n.attached_to: n.handlers[0] for n in graph.nodes.values() if n.handlers}
    for node in nodes.values():
        drawn, body = node.drawn, node.body if isinstance(node, Loop) else node
        if any(event.kind == "compensate" for event in drawn.events):
            Runner(spec, _beside(drawn), node.element, undo_name(drawn.id))
        if isinstance(body, Activity) and not drawn.for_compensation and not drawn.undoes:
            _compensable(spec, body, nodes.get(handlers.get(drawn.id, "")))


def _compensable(spec: BpmnProcessSpec, node: Activity, handler: Node | None) -> None:
    if handler is None and not isinstance(node, SubProcess):
        return
    undo = Undo(spec, _beside(node.drawn), node.element, undo_name(node.drawn.id))
    undo.activity, undo.handler = node.drawn.id, handler
    undo.inner = node.inner if isinstance(node, SubProcess) else ""
    node.undo = undo


def _beside(drawn: Drawn) -> Drawn:
    # No gateway waits for what compensates: it stands on no flow.
    return replace(drawn, id=undo_name(drawn.id))


def _runner(kind: type[Runner], spec: BpmnProcessSpec, graph: Graph, name: str) -> Runner:
    drawn = Drawn(f"{graph.id} {name}", "subProcess", graph.name, etree.Element("undo"), [], {})
    return kind(spec, drawn, Element(graph.id, graph.name, "subProcess"), name)

"""From a judged diagram to SpiffWorkflow specs, node by node: the library's own parser recurses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.spiff.building_undo import build_undo
from engine.spiff.definitions import Element
from engine.spiff.drawing.diagram import Graph
from engine.spiff.drawing.diagram import Node as Drawn
from engine.spiff.drawing.structure import Upstream, beginnings
from engine.spiff.elements.activities import Activity, RuleTask, ScriptTask, ServiceTask
from engine.spiff.elements.catching import Boundary, Catching, Listener
from engine.spiff.elements.complex_gateways import Complex
from engine.spiff.elements.events import End, SendMessage, Throw
from engine.spiff.elements.gateways import Exclusive, Inclusive, Parallel, Race
from engine.spiff.elements.loops import Loop
from engine.spiff.elements.nodes import Node
from engine.spiff.elements.owning import of_all, of_each, own
from engine.spiff.elements.people import UserTask
from engine.spiff.elements.standard_loops import StandardLoop
from engine.spiff.elements.subprocesses import Start, SubProcess
from engine.spiff.elements.waiting import ReceiveTask
from engine.spiff.elements.ways import Way

CLASSES: dict[str, type[Node]] = {
    "startEvent": Start,
    "endEvent": End,
    "intermediateThrowEvent": Throw,
    "intermediateCatchEvent": Catching,
    "boundaryEvent": Boundary,
    "task": Activity,
    "manualTask": UserTask,
    "userTask": UserTask,
    "scriptTask": ScriptTask,
    "serviceTask": ServiceTask,
    "sendTask": ServiceTask,
    "businessRuleTask": RuleTask,
    "receiveTask": ReceiveTask,
    "subProcess": SubProcess,
    "transaction": SubProcess,
    "callActivity": SubProcess,
    "exclusiveGateway": Exclusive,
    "inclusiveGateway": Inclusive,
    "parallelGateway": Parallel,
    "eventBasedGateway": Race,
    "complexGateway": Complex,
}
LEFT_OPEN = {
    "scriptTask": ("script",),
    "serviceTask": ("service",),
    "sendTask": ("service",),
    "receiveTask": ("events",),
    "businessRuleTask": ("decision",),
    "callActivity": ("called",),
}


def element(drawn: Drawn) -> Element:
    """The element as people and checks refer to it."""
    service = drawn.service
    return Element(
        drawn.id,
        drawn.name or drawn.id,
        drawn.type,
        drawn.lane,
        drawn.properties,
        drawn.documentation,
        service.operation if service else None,
        service.parameters if service else {},
        service.result if service else None,
    )


def build(graph: Graph, specs: dict[str, BpmnProcessSpec], name: str) -> None:
    """Add the graph's spec, and those of its embedded sub-processes, to `specs`."""
    spec = BpmnProcessSpec(name=name, filename=graph.file)
    # The library's own start and end would take their names, such as Start, from the diagram.
    spec.task_specs.clear()
    specs[name] = spec
    nodes = {drawn.id: _node(spec, drawn, specs) for drawn in graph.nodes.values()}
    for node in nodes.values():
        _connect(node, graph, nodes)
    build_undo(spec, graph, nodes)
    spec.listeners = tuple(_listeners(spec, graph, specs, nodes))
    spec.starts = {n.name: n for n in nodes.values() if isinstance(n, Start)}
    spec.declared = graph.declared
    spec.first = tuple(nodes[id] for id in beginnings(graph))


def _node(spec: BpmnProcessSpec, drawn: Drawn, specs: dict[str, BpmnProcessSpec]) -> Node:
    kind = _kind(drawn)
    if drawn.loop is None:
        node = _inner(kind(spec, drawn, element(drawn)), drawn, specs)
        if isinstance(node, Activity):
            node.moves = own(drawn)
        return node
    outer = (StandardLoop if drawn.loop.kind == "loop" else Loop)(spec, drawn, element(drawn))
    body = kind(spec, drawn, element(drawn), f"{drawn.id} [each]")
    outer.body = _inner(body, drawn, specs)
    if isinstance(outer, Activity) and isinstance(outer.body, Activity):
        outer.moves, outer.body.moves = of_all(drawn), of_each(drawn)
    return outer


def _kind(drawn: Drawn) -> type[Node]:
    """What runs here; an activity that leaves open what it does passes through."""
    if drawn.type == "sendTask" and drawn.events:
        return SendMessage
    if drawn.type in ("receiveTask", "intermediateCatchEvent") and drawn.instantiates:
        return Start
    if drawn.type in LEFT_OPEN and not any(getattr(drawn, says) for says in LEFT_OPEN[drawn.type]):
        return Activity
    return CLASSES[drawn.type]


def _inner(node: Node, drawn: Drawn, specs: dict[str, BpmnProcessSpec]) -> Node:
    if isinstance(node, SubProcess):
        if drawn.graph is None:
            node.inner = drawn.called or ""
        else:
            node.inner = f"{node._wf_spec.name}/{drawn.id}"
            build(drawn.graph, specs, node.inner)
    return node


def _connect(node: Node, graph: Graph, nodes: dict[str, Node]) -> None:
    drawn = node.drawn
    for flow in graph.outgoing(drawn.id):
        node.connect(nodes[flow.target])
    node.ways = tuple(
        Way(f.id, nodes[f.target], f.condition, f.id == drawn.default)
        for f in graph.outgoing(drawn.id)
    )
    _join(node, graph)
    if isinstance(node, Activity):
        on_it = (nodes[id] for id in graph.attached(drawn.id))
        node.boundary = tuple(b for b in on_it if isinstance(b, Boundary))


def _join(node: Node, graph: Graph) -> None:
    drawn, flows = node.drawn, graph.incoming(node.drawn.id)
    node.takes, node.gives = drawn.takes, drawn.gives
    joins = node.joins and (len(flows) > 1 or drawn.activation is not None)
    if joins or node.takes > 1:
        node.gathers = True
        node.sources = {flow.source: flow.id for flow in flows}
        past = drawn.id if joins else None
        node.upstream = Upstream(graph, flows, past)


def _listeners(
    spec: BpmnProcessSpec, graph: Graph, specs: dict[str, Any], nodes: dict[str, Node]
) -> Iterable[Listener]:
    for drawn in graph.nodes.values():
        if drawn.by_event and drawn.graph is not None:
            start = next(n for n in drawn.graph.nodes.values() if n.type == "startEvent")
            listener = Listener(spec, start, element(start), f"{drawn.id} [listener]")
            listener.body = nodes[drawn.id]
            yield listener

"""A diagram as plain values: what is drawn, before it is judged and before it is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

MOST_DIGITS = 10


@dataclass(frozen=True)
class Event:
    """What an event waits for or does, one of its definitions.

    `name` is that of a message, signal or link, or the code of an error or escalation; `text` what
    a timer or condition says; `reference` the id of what it refers to, found or not;
    `activity` what is compensated (None: all in sight), and `waits` whether until that is done.
    """

    kind: str
    name: str | None = None
    timer: str = ""
    text: str | None = None
    payload: str | None = None
    variable: str | None = None
    reference: str | None = None
    activity: str | None = None
    waits: bool = True


@dataclass(frozen=True)
class Transfer:
    """A data association: variables copied, or worked out, from one side of an activity to another.

    None stands for what can be no variable, `missing` for ids that are nowhere in the file; an end
    that is a data store makes it `stored`.
    """

    sources: tuple[str | None, ...]
    target: str | None
    transformation: str | None = None
    assignments: tuple[tuple[str | None, str | None], ...] = ()
    missing: tuple[str, ...] = ()
    stored: bool = False
    id: str = ""


@dataclass(frozen=True)
class Data:
    """The variables an activity has of its own, and what is copied into and out of it."""

    own: tuple[str, ...] = ()
    inputs: tuple[Transfer, ...] = ()
    outputs: tuple[Transfer, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.own or self.inputs or self.outputs)


@dataclass(frozen=True)
class Throwing:
    """An event that a multi-instance activity throws as an instance completes.

    For each of them, for the first one only, or where the condition holds. `event` is None when
    what it refers to is not there.
    """

    event: Event | None
    first_only: bool = False
    condition: str | None = None


@dataclass(frozen=True)
class Loop:
    """A multi-instance activity (`kind` parallel or sequential) or a standard loop (loop)."""

    kind: str
    cardinality: str | None = None
    collection: str | None = None
    item: str | None = None
    output: str | None = None
    output_item: str | None = None
    condition: str | None = None
    maximum: int | None = None
    test_before: bool = False
    throws: tuple[Throwing, ...] = ()


@dataclass(frozen=True)
class Service:
    """The operation a service or send task calls, and the FEEL text of every parameter."""

    operation: str
    parameters: dict[str, str]
    result: str | None


@dataclass(frozen=True)
class Flow:
    """A sequence flow; or, when `link` is true, the way from a link event to its other half."""

    id: str
    source: str
    target: str
    condition: str | None
    link: bool = False


@dataclass
class Node:
    """A flow node: event, activity or gateway. `graph` holds what a sub-process contains."""

    id: str
    type: str
    name: str
    xml: etree._Element
    events: list[Event]
    properties: dict[str, str]
    documentation: str = ""
    lane: str | None = None
    activation: str | None = None
    attached_to: str | None = None
    interrupting: bool = True
    default: str | None = None
    called: str | None = None
    script: str | None = None
    decision: str | None = None
    by_event: bool = False
    parallel_multiple: bool = False
    instantiates: bool = False
    for_compensation: bool = False
    handlers: tuple[str, ...] = ()
    data: Data = field(default_factory=Data)
    loop: Loop | None = None
    service: Service | None = None
    graph: Graph | None = None

    @property
    def takes(self) -> int:
        """How many tokens start the activity: its startQuantity. 0 when that is no number."""
        return _quantity(self.xml.get("startQuantity", "1"))

    @property
    def gives(self) -> int:
        """How many tokens leave the activity on each flow: its completionQuantity, or 0."""
        return _quantity(self.xml.get("completionQuantity", "1"))

    @property
    def event(self) -> Event:
        """The first event definition, or the none event."""
        return self.events[0] if self.events else Event("none")

    @property
    def begins_apart(self) -> bool:
        """Whether it begins without a flow that leads to it."""
        return self.by_event or self.instantiates or self.for_compensation

    @property
    def undoes(self) -> bool:
        """Whether this is the event sub-process that compensates the activity around it."""
        inside = self.graph.nodes.values() if self.by_event and self.graph else ()
        return any(n.type == "startEvent" and n.event.kind == "compensate" for n in inside)


def _quantity(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


@dataclass
class Graph:
    """The inside of a process or of an embedded sub-process; or one global activity alone.

    `declared` are the variables that are known from the beginning, and null.
    """

    id: str
    name: str
    file: str
    by_event: bool = False
    declared: tuple[str, ...] = ()
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def outgoing(self, id: str) -> list[Flow]:
        """The flows that leave a node, in the order of the file."""
        return self._by_source.get(id, [])

    def incoming(self, id: str) -> list[Flow]:
        """The flows that lead to a node, in the order of the file."""
        return self._by_target.get(id, [])

    @cached_property
    def _by_source(self) -> dict[str, list[Flow]]:
        return _grouped((f.source, f) for f in self.flows)

    @cached_property
    def _by_target(self) -> dict[str, list[Flow]]:
        return _grouped((f.target, f) for f in self.flows)

    def attached(self, id: str) -> list[str]:
        """The ids of the events on a node's boundary, in the order of the file."""
        return self._by_host.get(id, [])

    @cached_property
    def _by_host(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for node in self.nodes.values():
            found.setdefault(node.attached_to or "", []).append(node.id)
        return found

    def walk(self) -> Iterator[tuple[Graph, Node]]:
        """Every node here and in the sub-processes inside, with the graph that holds it."""
        for node in self.nodes.values():
            yield self, node
            if node.graph is not None:
                yield from node.graph.walk()


def _grouped(pairs: Iterable[tuple[str, Flow]]) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for id, flow in pairs:
        found.setdefault(id, []).append(flow)
    return found


@dataclass(eq=False)
class Diagram:
    """One .bpmn file: its root element, its executable processes and its global activities."""

    file: str
    root: etree._Element
    processes: list[Graph]
    tasks: list[Graph] = field(default_factory=list)

    @property
    def graphs(self) -> list[Graph]:
        """Everything that can be called."""
        return [*self.processes, *self.tasks]

"""The one door: a diagram that is edited verb by verb."""

from __future__ import annotations

from collections.abc import Mapping

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.facts import Facts, facts
from engine.editing.diagrams.flows import connect, disconnect, reconnect
from engine.editing.diagrams.inserting import insert_on
from engine.editing.diagrams.lanes import lane_of, move_to_lane
from engine.editing.diagrams.late import Late, add_timer
from engine.editing.diagrams.removing import STEPS, remove_step
from engine.editing.diagrams.settings import (
    rename,
    set_condition,
    set_default,
    set_property,
    set_stops,
    set_timer,
)
from engine.editing.diagrams.without import goes_with, take_away
from engine.editing.diagrams.work import set_called, set_decision, set_operation, set_script
from engine.spiff.drawing.xml import BPMN

# A way that leads on from here cannot be told apart without its name.
WHICH = "Say which way the new step is to be on."


class Drawing:
    """A .bpmn file. Each verb is done whole or raises EditRefused; what it does not name stays."""

    def __init__(self, content: bytes, file: str) -> None:
        self._document = Document.read(content, file)

    def content(self) -> bytes:
        """The file as it is now."""
        return self._document.content()

    def rename(self, id: str, name: str) -> None:
        """Call a step, an event, a way or a lane otherwise."""
        rename(self._document, id, name)

    def set_property(self, id: str, name: str, value: str | None) -> None:
        """Set one of the element's properties, such as form, due or assignee; None removes it."""
        set_property(self._document, id, name, value)

    def set_timer(self, id: str, kind: str, text: str) -> None:
        """Say when an event happens."""
        set_timer(self._document, id, kind, text)

    def set_stops(self, id: str, stops: bool) -> None:
        """Say whether a step is over when the event on its edge happens."""
        set_stops(self._document, id, stops)

    def set_condition(self, flow_id: str, text: str | None) -> None:
        """Say when a way is taken."""
        set_condition(self._document, flow_id, text)

    def set_default(self, flow_id: str) -> None:
        """Make a way the one that is taken otherwise."""
        set_default(self._document, flow_id)

    def set_operation(self, id: str, operation: str, given: Mapping[str, str | None]) -> None:
        """Let a service task do this with these inputs; None takes an input away."""
        set_operation(self._document, id, operation, given)

    def set_decision(self, id: str, decision: str) -> None:
        """Let a table decide."""
        set_decision(self._document, id, decision)

    def set_called(self, id: str, process: str) -> None:
        """Let another process be carried out."""
        set_called(self._document, id, process)

    def set_script(self, id: str, text: str) -> None:
        """Let something be worked out."""
        set_script(self._document, id, text)

    def facts(self, id: str) -> Facts:
        """What is said at an element."""
        return facts(self._document, id)

    def beside(self, inside: str) -> list[Facts]:
        """What a way can lead to in a process or a group of steps: id, kind and name are told."""
        nodes = [n for n in self._document.element(inside) if self._takes_ways(n)]
        return [facts(self._document, str(n.get("id"))) for n in nodes]

    def _takes_ways(self, node: Xml) -> bool:
        return isinstance(node.tag, str) and local(node) in (*STEPS, "endEvent")

    def lanes(self) -> list[tuple[str, str]]:
        """The lanes: id and name."""
        found = self._document.root.iter(f"{BPMN}lane")
        return [(str(lane.get("id")), lane.get("name") or str(lane.get("id"))) for lane in found]

    def move_to_lane(self, id: str, lane_id: str) -> None:
        """Let somebody else do it."""
        move_to_lane(self._document, id, lane_id)

    def lane_of(self, id: str) -> str:
        """The id of its lane; empty for none."""
        return lane_of(self._document, id)

    def insert_after(self, id: str, kind: str, name: str, *, flow_id: str = "") -> str:
        """Put a new step behind another, or on the way that is named; the new id."""
        if not name.strip():
            raise EditRefused("A step without a name says nothing.", "Give it a name.")
        return insert_on(self._document, self._way_on(id, flow_id), kind, name.strip())

    def meanwhile(self, id: str) -> list[Facts]:
        """The events on a step's edge."""
        return [facts(self._document, str(e.get("id"))) for e in self._document.attached(id)]

    def add_timer(self, id: str, late: Late) -> str:
        """Say what happens when a step takes too long; the id of the event on its edge."""
        return add_timer(self._document, id, late)

    def goes_with(self, event: str) -> list[Facts]:
        """What is come to from an event on an edge alone."""
        return [facts(self._document, id) for id in goes_with(self._document, event)]

    def take_away(self, event: str) -> None:
        """Take an event off its step's edge, with all that only follows from it."""
        take_away(self._document, event)

    def remove(self, id: str) -> None:
        """Take a step out; what led to it leads on to what followed."""
        remove_step(self._document, id)

    def reconnect(self, flow_id: str, target: str) -> None:
        """Let a way lead to another step."""
        reconnect(self._document, self._flow(flow_id), target)

    def connect(self, source: str, target: str) -> str:
        """Add a way; its id."""
        return connect(self._document, source, target)

    def disconnect(self, flow_id: str) -> None:
        """Take a way away."""
        disconnect(self._document, self._flow(flow_id))

    def _flow(self, id: str) -> Xml:
        found = self._document.element(id)
        if local(found) != "sequenceFlow":
            raise EditRefused(f"{id} is no way from one step to another.", "Choose one.")
        return found

    def _way_on(self, id: str, flow_id: str) -> Xml:
        ways = self._document.outgoing(id)
        if flow_id:
            ways = [flow for flow in ways if flow.get("id") == flow_id]
        if not ways:
            raise EditRefused("Nothing follows this step.", "Put the new one before it.")
        if len(ways) > 1:
            raise EditRefused(f"{len(ways)} ways lead on from here.", WHICH)
        return ways[0]

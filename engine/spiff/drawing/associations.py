"""Compensation as it is drawn: by associations, which say what undoes which activity."""

from __future__ import annotations

from lxml import etree

from engine.spiff.drawing.diagram import Event, Graph
from engine.spiff.drawing.xml import BPMN


def draw_compensation(xml: etree._Element) -> Event:
    """A compensation event: what it compensates, and whether it waits until that is done."""
    activity = xml.get("activityRef", "").rpartition(":")[2] or None
    waits = xml.get("waitForCompletion", "true") not in ("false", "0")
    return Event("compensate", activity=activity, waits=waits)


def draw_handlers(xml: etree._Element, graph: Graph) -> None:
    """Note at each compensation boundary event which activities its associations lead to."""
    for found in xml.findall(f"{BPMN}association"):
        node = graph.nodes.get(found.get("sourceRef", ""))
        target = found.get("targetRef", "")
        if node is None or target not in graph.nodes or node.type != "boundaryEvent":
            continue
        if any(event.kind == "compensate" for event in node.events):
            node.handlers += (target,)

"""What the XML of an activity says of how often it runs, and of what it throws meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.spiff.drawing.diagram import Event, Loop, Throwing
from engine.spiff.drawing.events import Shared, event, events
from engine.spiff.drawing.formal import formal
from engine.spiff.drawing.xml import BPMN, text, whole_number

YES = ("true", "1")


def draw_loop(xml: etree._Element, shared: Shared) -> Loop | None:
    """How often an activity runs; None when it is no loop."""
    standard = xml.find(f"{BPMN}standardLoopCharacteristics")
    if standard is not None:
        return _standard(standard)
    several = xml.find(f"{BPMN}multiInstanceLoopCharacteristics")
    return _multi_instance(several, shared) if several is not None else None


def _standard(xml: etree._Element) -> Loop:
    most = xml.get("loopMaximum", "")
    return Loop(
        "loop",
        condition=formal(xml.find(f"{BPMN}loopCondition")),
        maximum=None if most.strip().startswith("-") else whole_number(most),
        test_before=xml.get("testBefore") in YES,
    )


def _multi_instance(xml: etree._Element, shared: Shared) -> Loop:
    return Loop(
        "sequential" if xml.get("isSequential") in YES else "parallel",
        cardinality=formal(xml.find(f"{BPMN}loopCardinality")),
        collection=_list(xml, "loopDataInputRef", shared),
        item=_item(xml, "inputDataItem"),
        output=_list(xml, "loopDataOutputRef", shared),
        output_item=_item(xml, "outputDataItem"),
        condition=formal(xml.find(f"{BPMN}completionCondition")),
        throws=tuple(_throws(xml, shared)),
    )


def _list(xml: etree._Element, name: str, shared: Shared) -> str | None:
    """The variable of the data that is referred to, or the text as it is written."""
    written = text(xml.find(f"{BPMN}{name}"))
    return shared.items.variable(written) or written


def _item(xml: etree._Element, name: str) -> str | None:
    found = xml.find(f"{BPMN}{name}")
    return None if found is None else found.get("name") or found.get("id")


def _throws(xml: etree._Element, shared: Shared) -> Iterator[Throwing]:
    behaviour = xml.get("behavior", "All")
    if behaviour in ("None", "One"):
        definition = shared.definition(xml.get(f"{behaviour.lower()}BehaviorEventRef", ""))
        found = None if definition is None else event(definition, shared)
        yield Throwing(found, first_only=behaviour == "One")
    for one in xml.iter(f"{BPMN}complexBehaviorDefinition") if behaviour == "Complex" else ():
        condition = formal(one.find(f"{BPMN}condition"))
        drawn = one.find(f"{BPMN}event")
        inside: list[Event | None] = [] if drawn is None else [*events(drawn, shared)]
        yield from (Throwing(thrown, condition=condition) for thrown in inside or [None])

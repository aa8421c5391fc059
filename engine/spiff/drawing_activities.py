"""What the XML of an activity says of its operation and of its loop."""

from __future__ import annotations

from lxml import etree

from engine.spiff.diagram import Loop, Service
from engine.spiff.formal import formal
from engine.spiff.xml import BPMN, SPIFF, extension, text


def draw_service(xml: etree._Element) -> Service | None:
    """The operation a service or send task names; None when it names none."""
    operator = extension(xml, "serviceTaskOperator")
    if operator is None or not operator.get("id"):
        return None
    given = operator.iter(f"{SPIFF}parameter")
    values = {p.get("id", ""): p.get("value", "") for p in given}
    return Service(str(operator.get("id")), values, operator.get("resultVariable") or None)


def draw_loop(xml: etree._Element) -> Loop | None:
    """How often an activity runs; None when it is no loop."""
    standard = xml.find(f"{BPMN}standardLoopCharacteristics")
    if standard is not None:
        return _standard(standard)
    several = xml.find(f"{BPMN}multiInstanceLoopCharacteristics")
    return _multi_instance(several) if several is not None else None


def _standard(xml: etree._Element) -> Loop:
    most = xml.get("loopMaximum", "")
    return Loop(
        "loop",
        condition=formal(xml.find(f"{BPMN}loopCondition")),
        maximum=int(most) if most.isdigit() else None,
        test_before=xml.get("testBefore") == "true",
    )


def _multi_instance(xml: etree._Element) -> Loop:
    return Loop(
        "sequential" if xml.get("isSequential") == "true" else "parallel",
        cardinality=formal(xml.find(f"{BPMN}loopCardinality")),
        collection=text(xml.find(f"{BPMN}loopDataInputRef")),
        item=_item(xml, "inputDataItem"),
        output=text(xml.find(f"{BPMN}loopDataOutputRef")),
        output_item=_item(xml, "outputDataItem"),
        condition=formal(xml.find(f"{BPMN}completionCondition")),
    )


def _item(xml: etree._Element, name: str) -> str | None:
    found = xml.find(f"{BPMN}{name}")
    return None if found is None else found.get("name") or found.get("id")

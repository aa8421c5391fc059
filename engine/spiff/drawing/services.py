"""What the XML of an activity says of its operation."""

from __future__ import annotations

from lxml import etree

from engine.spiff.drawing.diagram import Service
from engine.spiff.drawing.xml import SPIFF, extension


def draw_service(xml: etree._Element) -> Service | None:
    """The operation a service or send task names; None when it names none."""
    operator = extension(xml, "serviceTaskOperator")
    if operator is None or not operator.get("id"):
        return None
    given = operator.iter(f"{SPIFF}parameter")
    values = {p.get("id", ""): p.get("value", "") for p in given}
    return Service(str(operator.get("id")), values, operator.get("resultVariable") or None)

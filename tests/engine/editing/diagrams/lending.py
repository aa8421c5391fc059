"""A small library: a librarian lends a book, a reader brings it back; two lanes, fully drawn."""

from __future__ import annotations

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions'
    ' xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    ' id="lending_file" targetNamespace="t">\n'
)
LANES = {"desk": ("asked", "lend", "good", "closed", "mend"), "reader": ("bring_back", "overdue")}
NODES = {
    "asked": ("startEvent", "Asked for", 100, 82, 36, 36),
    "lend": ("userTask", "Lend it", 190, 61, 130, 78),
    "bring_back": ("userTask", "Bring it back", 380, 241, 130, 78),
    "good": ("exclusiveGateway", "In order?", 570, 75, 50, 50),
    "mend": ("userTask", "Mend it", 680, 151, 130, 38),
    "closed": ("endEvent", "Closed", 880, 82, 36, 36),
    "overdue": ("boundaryEvent", "Overdue", 400, 301, 36, 36),
    "write_off": ("endEvent", "Written off", 560, 352, 36, 36),
}
FLOWS = {
    "asked_to_lend": ("asked", "lend", "", ((136, 100), (190, 100))),
    "lend_to_bring_back": (
        *("lend", "bring_back", ""),
        ((320, 100), (350, 100), (350, 280), (380, 280)),
    ),
    "bring_back_to_good": (
        *("bring_back", "good", ""),
        ((510, 280), (540, 280), (540, 100), (570, 100)),
    ),
    "in_order": ("good", "closed", "good = true", ((620, 100), (880, 100))),
    "torn": ("good", "mend", "", ((595, 125), (595, 170), (680, 170))),
    "mended": ("mend", "closed", "", ((810, 170), (898, 170), (898, 118))),
    "give_up": ("overdue", "write_off", "", ((418, 337), (418, 370), (560, 370))),
}


def lending() -> bytes:
    """The file."""
    return "\n".join((HEAD + _model(), _picture(), "</bpmn:definitions>\n")).encode()


def _model() -> str:
    lanes = "".join(
        f'<bpmn:lane id="{id}" name="{id.title()}">'
        + "".join(f"<bpmn:flowNodeRef>{member}</bpmn:flowNodeRef>" for member in members)
        + "</bpmn:lane>"
        for id, members in LANES.items()
    )
    return (
        '<bpmn:process id="lending" name="Lending" isExecutable="true">\n'
        f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>\n<!-- What a desk does. -->\n'
        + "\n".join(_node(id, *said[:2]) for id, said in NODES.items())
        + "\n"
        + "\n".join(_flow(id, *said[:3]) for id, said in FLOWS.items())
        + "\n</bpmn:process>"
    )


def _node(id: str, kind: str, name: str) -> str:
    extra = ' default="torn"' if id == "good" else ""
    inside = "".join(
        f"<bpmn:{way}>{flow}</bpmn:{way}>"
        for way, end in (("incoming", 1), ("outgoing", 0))
        for flow, said in FLOWS.items()
        if said[end] == id
    )
    if kind == "userTask":
        inside = (
            "<bpmn:extensionElements><spiffworkflow:properties><spiffworkflow:property"
            ' name="candidateGroup" value="desk"/></spiffworkflow:properties>'
            "</bpmn:extensionElements>"
        ) + inside
    if kind == "boundaryEvent":
        extra = ' attachedToRef="bring_back"'
        inside += (
            "<bpmn:timerEventDefinition><bpmn:timeDuration>P21D</bpmn:timeDuration>"
            "</bpmn:timerEventDefinition>"
        )
    return f'<bpmn:{kind} id="{id}" name="{name}"{extra}>{inside}</bpmn:{kind}>'


def _flow(id: str, source: str, target: str, condition: str) -> str:
    said = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<bpmn:sequenceFlow id="{id}" {ends}>{said}</bpmn:sequenceFlow>'


def _picture() -> str:
    shapes = [
        _shape("desk", 40, 20, 920, 180),
        _shape("reader", 40, 200, 920, 220),
        *(_shape(id, *said[2:]) for id, said in NODES.items()),
    ]
    edges = [_edge(id, said[3]) for id, said in FLOWS.items()]
    plane = '<bpmndi:BPMNPlane id="plane" bpmnElement="lending">'
    return (
        f'<bpmndi:BPMNDiagram id="diagram">{plane}{"".join(shapes + edges)}'
        "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    )


def _shape(id: str, x: int, y: int, width: int, height: int) -> str:
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<bpmndi:BPMNShape id="{id}_shape" bpmnElement="{id}">{bounds}</bpmndi:BPMNShape>'


def _edge(id: str, way: tuple[tuple[int, int], ...]) -> str:
    told = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in way)
    return f'<bpmndi:BPMNEdge id="{id}_edge" bpmnElement="{id}">{told}</bpmndi:BPMNEdge>'

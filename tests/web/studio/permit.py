"""A bundle of one small process with a choice: permits, of which large ones are looked at twice."""

from __future__ import annotations

import json

from engine.bundle import Bundle

MANIFEST = """key = "permits"
title = "Permits"

[parameters]
large = 10
send_at = "08:00"

[variables.permit]
applicant = "who asks"
clerk = "who looks twice"
"""
POLICY = """# What the town asks for.
[[clause]]
id = "P1"
section = "1"
text = "Permits are asked for in writing"
by = ["permit/ask"]  # only this one

[[clause]]
id = "P2"
section = "1"
text = "Large permits are looked at twice"
by = ["permit/look_twice"]
"""
SIZE = {
    "type": "number",
    "id": "size",
    "key": "size",
    "label": "Size",
    "validate": {"required": True},
}


def form(key: str, title: str) -> str:
    return json.dumps(
        {"type": "default", "schemaVersion": 18, "id": key, "title": title, "components": [SIZE]}
    )


NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
)
PLACES = {
    "asked": (150, 100, 36, 36),
    "ask": (240, 78, 100, 80),
    "how_large": (400, 93, 50, 50),
    "look_twice": (510, 78, 100, 80),
    "given": (700, 100, 36, 36),
    "small": (700, 220, 36, 36),
}
WAYS = {
    "asked_to_ask": ((186, 118), (240, 118)),
    "ask_to_how_large": ((340, 118), (400, 118)),
    "large": ((450, 118), (510, 118)),
    "not_large": ((425, 143), (425, 238), (700, 238)),
    "look_twice_to_given": ((610, 118), (700, 118)),
}


def _property(name: str, value: str) -> str:
    return f'<spiffworkflow:property name="{name}" value="{value}"/>'


def _user_task(id: str, name: str, **properties: str) -> str:
    inside = "".join(_property(*one) for one in properties.items())
    return (
        f'<bpmn:userTask id="{id}" name="{name}"><bpmn:extensionElements><spiffworkflow:properties>'
        f"{inside}</spiffworkflow:properties></bpmn:extensionElements></bpmn:userTask>"
    )


def _flow(id: str, source: str, target: str, inside: str = "", name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    return (
        f'<bpmn:sequenceFlow id="{id}"{named} sourceRef="{source}" targetRef="{target}">'
        f"{inside}</bpmn:sequenceFlow>"
    )


CONDITION = (
    '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">size &gt; 5'
    "</bpmn:conditionExpression>"
)
ELEMENTS = (
    '<bpmn:startEvent id="asked" name="Permit asked for" bioc:stroke="#1d70b8"/>',
    _user_task("ask", "Ask for a permit", form="ask", assignee="applicant",
               results="{size: answers.size}", clauses="P1"),
    '<bpmn:exclusiveGateway id="how_large" name="Is it large?" default="not_large"/>',
    _user_task("look_twice", "Look twice", form="ask", assignee="clerk", clauses="P2"),
    '<bpmn:endEvent id="given" name="Permit given"/>',
    '<bpmn:endEvent id="small" name="Permit given at once"/>',
    _flow("asked_to_ask", "asked", "ask"),
    _flow("ask_to_how_large", "ask", "how_large"),
    _flow("large", "how_large", "look_twice", CONDITION, "Large"),
    _flow("not_large", "how_large", "small", name="Small"),
    _flow("look_twice_to_given", "look_twice", "given"),
)  # fmt: skip


def _shape(id: str) -> str:
    x, y, width, height = PLACES[id]
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<bpmndi:BPMNShape id="{id}_di" bpmnElement="{id}">{bounds}</bpmndi:BPMNShape>'


def _edge(id: str) -> str:
    points = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in WAYS[id])
    return f'<bpmndi:BPMNEdge id="{id}_di" bpmnElement="{id}">{points}</bpmndi:BPMNEdge>'


def diagram(*more: str) -> str:
    """The process, with more elements or comments inside it."""
    picture = "".join((*map(_shape, PLACES), *map(_edge, WAYS)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions {NAMESPACES} id="permits"'
        ' targetNamespace="http://example.org/permits">'
        '<bpmn:process id="permit" name="Permit" isExecutable="true">'
        f"{''.join((*ELEMENTS, *more))}</bpmn:process>"
        '<bpmndi:BPMNDiagram id="picture"><bpmndi:BPMNPlane id="plane" bpmnElement="permit">'
        f"{picture}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"
    )


def permits(**files: str) -> Bundle:
    """The bundle; `files` are more of them, or others, by path."""
    whole = {
        "bundle.toml": MANIFEST,
        "policy.toml": POLICY,
        "permit.bpmn": diagram(),
        "forms/ask.form": form("ask", "Permit"),
        "forms/long.form": form("long", "Permit, in writing"),
        **files,
    }
    return Bundle({path: text.encode() for path, text in sorted(whole.items())})

"""A small bundle that is sound, to be spoilt one thing at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.checks import check
from engine.model import Finding
from engine.registry import Registry, handler

DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:dd="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="t">
  <process id="loan" name="Loan" isExecutable="true">
    <startEvent id="asked"/>
    <sequenceFlow id="f1" sourceRef="asked" targetRef="choose"/>
    <userTask id="choose" name="Choose a book">
      <extensionElements><spiffworkflow:properties>
        <spiffworkflow:property name="form" value="choose"/>
        <spiffworkflow:property name="assignee" value="reader"/>
        <spiffworkflow:property name="results" value="{ book: answers.book, days: 14 }"/>
      </spiffworkflow:properties></extensionElements>
    </userTask>
    <sequenceFlow id="f2" sourceRef="choose" targetRef="rate"/>
    <businessRuleTask id="rate" name="Rate the reader">
      <extensionElements>
        <spiffworkflow:calledDecisionId>rating</spiffworkflow:calledDecisionId>
      </extensionElements>
    </businessRuleTask>
    <sequenceFlow id="f3" sourceRef="rate" targetRef="lend"/>
    <serviceTask id="lend" name="Lend it">
      <extensionElements>
        <spiffworkflow:serviceTaskOperator id="books.lend" resultVariable="loan_made">
          <spiffworkflow:parameters>
            <spiffworkflow:parameter id="book" type="str" value="book"/>
            <spiffworkflow:parameter id="until" type="str" value="today() + @&quot;P14D&quot;"/>
          </spiffworkflow:parameters>
        </spiffworkflow:serviceTaskOperator>
      </extensionElements>
    </serviceTask>
    <sequenceFlow id="f4" sourceRef="lend" targetRef="good"/>
    <exclusiveGateway id="good" name="A good reader?" default="f6"/>
    <sequenceFlow id="f5" sourceRef="good" targetRef="thank">
      <conditionExpression xsi:type="tFormalExpression">
        rating = "good" and loan_made.number &gt; days
      </conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f6" sourceRef="good" targetRef="lent"/>
    <sendTask id="thank" name="Thank">
      <extensionElements>
        <spiffworkflow:serviceTaskOperator id="letters.send">
          <spiffworkflow:parameters>
            <spiffworkflow:parameter id="letter" type="str" value="&quot;thanks&quot;"/>
          </spiffworkflow:parameters>
        </spiffworkflow:serviceTaskOperator>
      </extensionElements>
    </sendTask>
    <sequenceFlow id="f7" sourceRef="thank" targetRef="lent"/>
    <endEvent id="lent"/>
  </process>
  PICTURE
</definitions>
"""
BOUNDS = '<dc:Bounds x="0" y="0" width="1" height="1"/>'
WAY = '<dd:waypoint x="0" y="0"/><dd:waypoint x="1" y="0"/>'
SHAPES = ("asked", "choose", "rate", "lend", "good", "thank", "lent")


def shape(id: str) -> str:
    """An element as the picture shows it."""
    return f'<di:BPMNShape id="{id}_shape" bpmnElement="{id}">{BOUNDS}</di:BPMNShape>'


def edge(id: str) -> str:
    """A flow as the picture shows it."""
    return f'<di:BPMNEdge id="{id}_edge" bpmnElement="{id}">{WAY}</di:BPMNEdge>'


DRAWN = "".join([*map(shape, SHAPES), *(edge(f"f{n}") for n in range(1, 8))])
DIAGRAM = DIAGRAM.replace(
    "PICTURE",
    '<di:BPMNDiagram id="picture"><di:BPMNPlane id="plane" bpmnElement="loan">'
    f"{DRAWN}</di:BPMNPlane></di:BPMNDiagram>",
)
TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" name="T"
  namespace="t"><decision id="rating" name="Rating"><decisionTable id="dt" hitPolicy="FIRST">
  <input id="in"><inputExpression id="ie"><text>days</text></inputExpression></input>
  <output id="out" name="rating">
  <defaultOutputEntry><text>"slow"</text></defaultOutputEntry></output>
  <rule id="r1"><inputEntry id="i1"><text>&lt; 20</text></inputEntry>
  <outputEntry id="o1"><text>"good"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""
FORM = {"type": "default", "components": [{"type": "textfield", "key": "book", "label": "Book"}]}
FILES = {
    "bundle.toml": 'key = "library"\n[parameters]\nd = 1\n[variables.loan]\nreader = "text"\n',
    "loan.bpmn": DIAGRAM,
    "rating.dmn": TABLE,
    "forms/choose.form": json.dumps(FORM),
    "mail/thanks/subject.txt": "Thank you",
    "mail/thanks/body.txt": "Thank you.",
}


@handler("books.lend", outputs=("number",))
def lend(services: object, *, book: str, until: object) -> Mapping[str, object]:
    """Lend a book."""
    return {}


@handler("letters.send")
def send(services: object, *, letter: str, to: str = "") -> Mapping[str, object]:
    """Send a letter."""
    return {}


Spoil = Callable[..., list[Finding]]


@pytest.fixture
def spoilt() -> Spoil:
    """spoilt("loan.bpmn", "old", "new"): the findings after one replacement, which must occur."""

    def change(path: str = "", old: str = "", new: str = "", **more: Any) -> list[Finding]:
        files = {**FILES, **more.get("files", {})}
        if path:
            assert old in files[path]
            files[path] = files[path].replace(old, new)
        content = {p: t.encode() for p, t in files.items() if p not in more.get("without", ())}
        return check(Bundle(content), Registry([lend, send]))

    return change

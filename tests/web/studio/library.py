"""A tiny bundle of every kind of file: who asks for a book is told for how long it is lent."""

from __future__ import annotations

from itertools import pairwise

DAYS = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
             id="days_file" name="Loans" namespace="urn:example:library">
  <decision id="days" name="For how long a book is lent">
    <description>In days. A row is switched off by false in its first cell.</description>
    <variable id="days_variable" name="days"/>
    <decisionTable id="days_table" hitPolicy="FIRST">
      <input id="on" label="In force">
        <inputExpression id="on_text" typeRef="boolean"><text>true</text></inputExpression>
      </input>
      <input id="kind" label="Kind">
        <inputExpression id="kind_text" typeRef="string"><text>kind</text></inputExpression>
      </input>
      <output id="lent" label="Days" name="days" typeRef="number"/>
      <rule id="rare">
        <!-- the archive asked for it -->
        <description>Rare books are lent for a week.</description>
        <inputEntry id="rare_on"><text>false</text></inputEntry>
        <inputEntry id="rare_kind"><text>"rare"</text></inputEntry>
        <outputEntry id="rare_days"><text>7</text></outputEntry>
      </rule>
      <rule id="others">
        <description>All others</description>
        <inputEntry id="others_on"><text>true</text></inputEntry>
        <inputEntry id="others_kind"><text>-</text></inputEntry>
        <outputEntry id="others_days"><text>parameters.days</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
"""

MANIFEST = b"""# The library.
key = "library"
title = "Lending"

[parameters]
# For how many days a book is lent.
days = 14

[calendar]
country = "England"
closures = []

[variables.lend]
kind = "text"
reader = "text"
"""

BODY = b"""Dear {{ recipient.name }}

Your book is lent for {{ about.days }} days.

{{ sender }}
"""
OPTIONS = b"""# About a book, not an audit.
audit = false
sender = "The library"
"""
SECTIONS = b"""title = "The book"
order = ["asked"]
[titles]
asked = "Asked for"
"""
ASKED = b"""{
  "type": "default",
  "components": [
    {"type": "textfield", "key": "name", "label": "Which book?", "id": "c_name",
     "validate": {"required": true}},
    {"type": "textarea", "key": "care", "label": "How will you look after it?", "id": "c_care",
     "conditional": {"hide": "=given.kind != \\"rare\\""}, "validate": {"required": true}}
  ]
}
"""

NODES = (
    ("startEvent", "asked", "Book asked for", ""),
    ("userTask", "say", "Say which book", "say"),
    ("businessRuleTask", "look_up", "Look up for how long", "look_up"),
    ("serviceTask", "tell", "Tell the reader", "tell"),
    ("endEvent", "lent", "Book is lent", ""),
)
EXTENSIONS = {
    "say": """<s:properties>
        <s:property name="form" value="book"/>
        <s:property name="assignee" value="reader"/>
        <s:property name="context" value="{role: &quot;reader&quot;, kind: kind}"/>
        <s:property name="results" value="{title: answers.asked.name}"/>
      </s:properties>""",
    "look_up": "<s:calledDecisionId>days</s:calledDecisionId>",
    "tell": """<s:serviceTaskOperator id="letters.send"><s:parameters>
        <s:parameter id="letter" type="any" value="&quot;lent&quot;"/>
        <s:parameter id="to" type="any" value="reader"/>
        <s:parameter id="about" type="any" value="{days: days}"/>
      </s:parameters></s:serviceTaskOperator>""",
}


def diagram() -> bytes:
    """The one process, drawn in a row."""
    flows = [(f"f{n}", one[1], two[1]) for n, (one, two) in enumerate(pairwise(NODES))]
    nodes = "".join(_node(*node) for node in NODES)
    lines = "".join(
        f'<sequenceFlow id="{i}" sourceRef="{a}" targetRef="{b}"/>' for i, a, b in flows
    )
    shapes = "".join(_shape(n, node[1]) for n, node in enumerate(NODES))
    edges = "".join(_edge(n, flow[0]) for n, flow in enumerate(flows))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="lend_file"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" targetNamespace="urn:example:library"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:s="http://spiffworkflow.org/bpmn/schema/1.0/core">
  <process id="lend" name="Lending a book" isExecutable="true">{nodes}{lines}</process>
  <bpmndi:BPMNDiagram id="picture"><bpmndi:BPMNPlane id="plane" bpmnElement="lend">
  {shapes}{edges}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>
""".encode()


def _node(kind: str, id: str, name: str, extended: str) -> str:
    number = [node[1] for node in NODES].index(id)
    incoming = f"<incoming>f{number - 1}</incoming>" if number else ""
    outgoing = f"<outgoing>f{number}</outgoing>" if number + 1 < len(NODES) else ""
    inside = EXTENSIONS.get(extended, "")
    inside = f"<extensionElements>{inside}</extensionElements>" if inside else ""
    return f'<{kind} id="{id}" name="{name}">{inside}{incoming}{outgoing}</{kind}>'


def _shape(number: int, id: str) -> str:
    bounds = f'<dc:Bounds x="{100 + 160 * number}" y="80" width="100" height="80"/>'
    return f'<bpmndi:BPMNShape id="s{number}" bpmnElement="{id}">{bounds}</bpmndi:BPMNShape>'


def _edge(number: int, id: str) -> str:
    points = (200 + 160 * number, 260 + 160 * number)
    drawn = "".join(f'<di:waypoint x="{x}" y="120"/>' for x in points)
    return f'<bpmndi:BPMNEdge id="e{number}" bpmnElement="{id}">{drawn}</bpmndi:BPMNEdge>'


def library() -> dict[str, bytes]:
    """The files of the bundle."""
    return {
        "bundle.toml": MANIFEST,
        "lend.bpmn": diagram(),
        "days.dmn": DAYS,
        "forms/book/form.toml": SECTIONS,
        "forms/book/asked.form": ASKED,
        "mail/lent/subject.txt": b"Your book\n",
        "mail/lent/body.txt": BODY,
        "mail/lent/letter.toml": OPTIONS,
    }

"""Diagrams written in a line or two, and what the gate says about them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from engine.bundle import Bundle
from engine.errors import BundleRefused
from engine.spiff import read

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="t">'
)
BEGIN = '<startEvent id="s"/>'
DONE = '<endEvent id="e"/>'


def flow(source: str, target: str, condition: str = "") -> str:
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    id = f"{source}_{target}"
    return (
        f'<sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'
    )


def process(*parts: str, id: str = "p") -> str:
    return f'<process id="{id}" isExecutable="true">{"".join(parts)}</process>'


def line(*between: str) -> str:
    """A process with these elements one after the other between start and end."""
    ids = ["s", *(part.split('id="')[1].split('"')[0] for part in between), "e"]
    flows = [flow(a, b) for a, b in pairwise(ids)]
    return process(BEGIN, *between, DONE, *flows)


def findings(body: str) -> list[Any]:
    content = f"{HEAD}{body}</definitions>".encode()
    try:
        read(Bundle({"bundle.toml": b"", "a.bpmn": content}))
    except BundleRefused as refused:
        return refused.findings
    return []


TIMER = "<timerEventDefinition><{0}>{1}</{0}></timerEventDefinition>"
SPARE = '<task id="t"/>'


Case = tuple[str, str, str]


def refused(case: Case) -> bool:
    """Whether the case is refused at its element, with its words, a file and a remedy."""
    body, element, words = case
    found = findings(body)
    told = [f for f in found if f.element == element and words in f.sentence]
    assert told, found
    return all(f.file == "a.bpmn" and f.remedy and f.level == "error" for f in told)

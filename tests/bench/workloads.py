"""The diagrams and answers that speed is measured on.

M1: two user tasks and a script. M2: twenty stages of user task, script and gateway.
M3: one user task for each of n items, in parallel. M4: a script that is held up until the scores
are there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping

from engine.bundle import Bundle

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"
 id="definitions_{key}" targetNamespace="http://plumbline.example/bench">
<bpmn:process id="{key}" name="{key}" isExecutable="true">
"""
_TAIL = "</bpmn:process></bpmn:definitions>"
_RESULTS = "{ score_a: answers.score_a, score_b: answers.score_b }"


def bundle() -> Bundle:
    """All workloads as one bundle, with the form they share."""
    manifest = 'key = "bench"\ntitle = "Workloads"\n[calendar]\nclosures = []\n'
    return Bundle(
        {
            "bundle.toml": manifest.encode(),
            "forms/case.form": json.dumps(form("case", 40)).encode(),
            "forms/scores.form": json.dumps(form("scores", 0)).encode(),
            "m1.bpmn": m1().encode(),
            "m2.bpmn": m2().encode(),
            "m3.bpmn": m3().encode(),
            "m4.bpmn": m4().encode(),
        }
    )


def form(key: str, fields: int) -> dict[str, object]:
    """Two scores, notes and so many long answers: 40 make about 20 KB."""
    scores = [{"type": "number", "key": k, "label": k} for k in ("score_a", "score_b")]
    texts = [
        {"type": "textarea", "key": f"field_{i:02d}", "label": f"Field {i}"} for i in range(fields)
    ]
    notes = [{"type": "textarea", "key": "notes", "label": "Notes"}]
    return {"type": "default", "id": key, "schemaVersion": 18, "components": scores + notes + texts}


def small() -> dict[str, object]:
    """About 200 bytes of answers."""
    return {"score_a": 3, "score_b": 4, "notes": "x" * 150}


def large() -> dict[str, object]:
    """About 20 KB of answers that do not compress to nothing."""
    draw = random.Random(7)
    words = {f"field_{i:02d}": "".join(draw.choices("abcdefghij klmnop", k=480)) for i in range(40)}
    return {"score_a": 3, "score_b": 4, **words}


def m1() -> str:
    body = (
        _start("ask") + _user("ask", "scores") + _flow("f1", "ask", "add")
        + _script("add", "{ total: score_a + score_b }") + _flow("f2", "add", "review")
        + _user("review", "scores") + _flow("f3", "review", "done") + '<bpmn:endEvent id="done"/>'
    )  # fmt: skip
    return _HEAD.format(key="m1_small") + body + _TAIL


def m2(stages: int = 20) -> str:
    parts = [_start("u1")]
    for i in range(1, stages + 1):
        onward = f"u{i + 1}" if i < stages else "done"
        parts += [
            _user(f"u{i}", "case"),
            _flow(f"a{i}", f"u{i}", f"s{i}"),
            _script(f"s{i}", f"{{ total_{i}: score_a + score_b + {i} }}"),
            _flow(f"b{i}", f"s{i}", f"g{i}"),
            f'<bpmn:exclusiveGateway id="g{i}" name="Enough?" default="c{i}"/>',
            _flow(f"c{i}", f"g{i}", onward),
            _flow(f"r{i}", f"g{i}", "rejected", f"total_{i} &lt; 0"),
        ]
    parts.append('<bpmn:endEvent id="done"/><bpmn:endEvent id="rejected"/>')
    return _HEAD.format(key="m2_large") + "".join(parts) + _TAIL


def m3() -> str:
    loop = (
        "<bpmn:multiInstanceLoopCharacteristics>"
        "<bpmn:loopDataInputRef>items</bpmn:loopDataInputRef>"
        "<bpmn:loopDataOutputRef>results</bpmn:loopDataOutputRef>"
        '<bpmn:inputDataItem id="one" name="one"/>'
        '<bpmn:outputDataItem id="score_a" name="score_a"/>'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    body = (
        _start("review") + _user("review", "scores", loop) + _flow("f1", "review", "done")
        + '<bpmn:endEvent id="done"/>'
    )  # fmt: skip
    return _HEAD.format(key="m3_many") + body + _TAIL


def m4() -> str:
    body = (
        _start("add") + _script("add", "{ total: score_a + score_b }")
        + _flow("f1", "add", "review") + _user("review", "scores")
        + _flow("f2", "review", "done") + '<bpmn:endEvent id="done"/>'
    )  # fmt: skip
    return _HEAD.format(key="m4_held") + body + _TAIL


def _start(target: str) -> str:
    return '<bpmn:startEvent id="began"/>' + _flow("f0", "began", target)


def _flow(key: str, source: str, target: str, condition: str = "") -> str:
    inner = _element("conditionExpression", 'xsi:type="bpmn:tFormalExpression"', condition)
    ends = f'id="{key}" sourceRef="{source}" targetRef="{target}"'
    return _element("sequenceFlow", ends, inner if condition else "")


def _script(key: str, text: str) -> str:
    return _element("scriptTask", f'id="{key}" name="Add up"', _element("script", "", text))


def _user(key: str, form_key: str, loop: str = "") -> str:
    properties: Mapping[str, str] = {"form": form_key, "assignee": '"maya"', "results": _RESULTS}
    rows = "".join(
        f"<spiffworkflow:property name='{name}' value='{value}'/>"
        for name, value in properties.items()
    )
    told = f"<spiffworkflow:properties>{rows}</spiffworkflow:properties>"
    extension = _element("extensionElements", "", told)
    return _element("userTask", f'id="{key}" name="Collect {key}"', extension + loop)


def _element(name: str, attributes: str, content: str) -> str:
    return f"<bpmn:{name} {attributes}>{content}</bpmn:{name}>"

"""Diagrams in a few words: `sketch("user a", "and j", "s > a > j > e", "s > j")`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from engine.spiff import read

from .conftest import Story, TestHost, bundle_of
from .drawing import BEGIN, DONE, HEAD, process

KINDS = {
    "start": "startEvent",
    "end": "endEvent",
    "user": "userTask",
    "task": "task",
    "script": "scriptTask",
    "and": "parallelGateway",
    "xor": "exclusiveGateway",
    "or": "inclusiveGateway",
    "race": "eventBasedGateway",
    "complex": "complexGateway",
}


def sketch(*lines: str, plain: bool = False) -> str:
    """A process with a start `s` and an end `e`, unless `plain`. A line is "kind id attributes"
    with what stands inside after "::", or a chain of flows "a > b > c", with the condition of its
    last flow after "?"."""
    ids: list[str] = []
    parts = ["" if plain else BEGIN + DONE]
    for text in lines:
        parts.append(_flows(text, ids) if " > " in text.split("?")[0] else _node(text))
    return process(*parts)


def _node(text: str) -> str:
    if text.startswith("<"):
        return text
    head, _, inner = text.partition("::")
    kind, id, *attributes = head.split()
    given = " ".join(f'{a.split("=")[0]}="{a.split("=")[1]}"' for a in attributes)
    return f'<{KINDS[kind]} id="{id}" {given}>{inner}</{KINDS[kind]}>'


def _flows(text: str, ids: list[str]) -> str:
    chain, _, condition = (part.strip() for part in text.partition("?"))
    pairs = list(pairwise(chain.split(" > ")))
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    found = []
    for place, (source, target) in enumerate(pairs, 1):
        ids.append(f"{source}_{target}")
        times = ids.count(ids[-1])
        id = ids[-1] if times == 1 else f"{ids[-1]}_{times}"
        ends = f'sourceRef="{source}" targetRef="{target}"'
        last = inner if place == len(pairs) else ""
        found.append(f'<sequenceFlow id="{id}" {ends}>{last}</sequenceFlow>')
    return "".join(found)


def tell(host: TestHost, *lines: str, plain: bool = False) -> Story:
    """The story of one instance of such a process, not yet started."""
    body = f"{HEAD}{sketch(*lines, plain=plain)}</definitions>"
    return Story(read(bundle_of(a_bpmn=body)), "p", host)


def done(story: Any) -> list[str]:
    """The elements completed since this was last asked, in order, without start and end."""
    found = [s.element_id for s in story.execution.take_steps() if s.state == "completed"]
    return [id for id in found if id not in ("s", "e")]


def stuck(story: Any) -> list[str]:
    """The elements where the instance is stalled."""
    return [p.element_id for p in story.execution.problems() if p.kind == "stalled"]

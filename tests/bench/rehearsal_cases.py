"""Playing diagrams in memory: a hundred tiny ones, one after the other, in one process."""

from __future__ import annotations

import time
from pathlib import Path

from measure import Row

from engine.bundle import Bundle
from engine.rehearsal import Plan, play

TARGET = 20.0
DIAGRAMS = 100
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
PAUSE = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"


def rows(folder: Path) -> list[Row]:
    """Seconds for all of them, each read anew; `folder` is not needed."""
    bundles = [_tiny(number) for number in range(DIAGRAMS)]
    began = time.perf_counter()
    for bundle in bundles:
        assert play(bundle, Plan(variables={"n": 1})).outcome == "completed"
    taken = time.perf_counter() - began
    return [Row(f"play of {DIAGRAMS} tiny diagrams", taken, "s", TARGET)]


def _tiny(number: int) -> Bundle:
    """A choice, a script and a timer."""
    nodes = (
        '<startEvent id="begin"/><exclusiveGateway id="which" default="no"/>'
        f'<scriptTask id="count"><script>{{ total: n + {number} }}</script></scriptTask>'
        f'<intermediateCatchEvent id="pause">{PAUSE}</intermediateCatchEvent><endEvent id="done"/>'
    )
    ways = {"a": ("begin", "which"), "yes": ("which", "count"), "no": ("which", "pause")}
    ways |= {"b": ("count", "pause"), "c": ("pause", "done")}
    flows = "".join(_flow(id, *ends) for id, ends in ways.items())
    content = f'{HEAD}<process id="tiny">{nodes}{flows}</process></definitions>'
    return Bundle({"bundle.toml": b'key = "tiny"', f"tiny_{number}.bpmn": content.encode()})


def _flow(id: str, source: str, target: str) -> str:
    when = "<conditionExpression>n = 1</conditionExpression>" if id == "yes" else ""
    return (
        f'<sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}">{when}</sequenceFlow>'
    )

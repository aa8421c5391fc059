"""Diagrams written in a line or two, and what came of playing them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from engine.bundle import Bundle
from engine.rehearsal import Played

Play = Callable[..., Played]
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="t">'
    '<message id="m_order" name="order"/><signal id="s_fire" name="fire"/>'
)
MESSAGE = '<messageEventDefinition messageRef="m_order"/>'
SIGNAL = '<signalEventDefinition signalRef="s_fire"/>'
USER = '<userTask id="ask" name="Ask"/>'


def sketch(*processes: str) -> Bundle:
    """A single diagram, with the message "order" and the signal "fire"."""
    content = f"{HEAD}{''.join(processes)}</definitions>".encode()
    return Bundle({"bundle.toml": b'key = "sketch"', "sketch.bpmn": content})


def timer(kind: str, text: str) -> str:
    """A timer event definition."""
    return f"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"


def wait(text: str, id: str = "pause") -> str:
    """An event that waits so long."""
    inner = timer("timeDuration", text)
    return f'<intermediateCatchEvent id="{id}">{inner}</intermediateCatchEvent>'


def line(id: str, *between: str, start: str = "", end: str = "") -> str:
    """A process whose elements follow one another, from p_start to p_end."""
    parts = [f'<startEvent id="{id}_start">{start}</startEvent>', *between]
    parts.append(f'<endEvent id="{id}_end">{end}</endEvent>')
    ids = [part.split('id="')[1].split('"')[0] for part in parts]
    flows = (
        f'<sequenceFlow id="{a}__{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(ids)
    )
    return f'<process id="{id}">{"".join(parts)}{"".join(flows)}</process>'


def done(played: Played) -> list[str]:
    """The elements that completed, in order."""
    return [row.id for row in played.activities if row.state == "completed"]


def state(played: Played, element: str) -> list[str]:
    """How each occurrence of an element ended."""
    return [row.state for row in played.activities if row.id == element]

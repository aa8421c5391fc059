"""Every step of every diagram of the shipped bundle: one put behind it, it taken out, a timer."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from engine.editing.diagrams import Drawing, EditRefused, Late
from engine.editing.diagrams.document import Document, local
from engine.editing.diagrams.removing import STEPS
from engine.spiff.drawing.xml import BPMN
from tests.engine.editing.diagrams.picturing import faults

FOLDER = Path("processes/peer_review_audit")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.bpmn")), ids=lambda path: path.stem)
def test_the_picture_can_be_read_after_any_edit(path: Path) -> None:
    content = path.read_bytes()
    done = {"put": 0, "removed": 0}
    assert faults(content) == []
    for id, ways in _steps(content):
        put = Drawing(content, path.name)
        put.insert_after(id, "userTask", "A new step", flow_id=ways[0])
        assert faults(put.content()) == [], f"a step behind {id}"
        done["put"] += 1
        done["removed"] += _removed(content, path.name, id)
    assert done["put"] >= 3
    assert done["removed"] >= 1


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.bpmn")), ids=lambda path: path.stem)
def test_every_user_task_may_take_too_long(path: Path) -> None:
    """By turns it leads to a new step and an end, to a new step and on, to one that is there."""
    content = path.read_bytes()
    asked = [n.get("id") for n in etree.fromstring(content).iter(f"{BPMN}userTask")]
    for number, id in enumerate(asked):
        drawing = Drawing(content, path.name)
        event = drawing.add_timer(id, _late(drawing.facts(id).ways[0].target, number % 3))
        assert faults(drawing.content()) == [], f"a timer at {id}"
        drawing.take_away(event)
        assert faults(drawing.content()) == [], f"a timer taken off {id}"
        assert Document.read(drawing.content(), "").ids() == Document.read(content, "").ids()


def _late(following: str, turn: int) -> Late:
    if turn == 2:
        return Late("Too long", ("timeDuration", "P5D"), stops=True, target=following)
    onward = following if turn else ""
    return Late("Too long", ("timeDuration", "P5D"), stops=bool(turn), step="Ask", onward=onward)


def _removed(content: bytes, name: str, id: str) -> bool:
    removed = Drawing(content, name)
    try:
        removed.remove(id)
    except EditRefused:
        return False
    assert faults(removed.content()) == [], f"{id} taken out"
    return True


def _steps(content: bytes) -> list[tuple[str, list[str]]]:
    nodes = [n for n in etree.fromstring(content).iter(f"{BPMN}*") if local(n) in STEPS]
    ways = [[w.text or "" for w in n.findall(f"{BPMN}outgoing")] for n in nodes]
    return [(n.get("id"), on) for n, on in zip(nodes, ways, strict=True) if on]

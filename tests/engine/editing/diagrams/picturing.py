"""What is wrong with a picture, told in words: shapes on shapes, lines askew, ids taken twice."""

from __future__ import annotations

from itertools import combinations, pairwise

from lxml import etree

from engine.editing.diagrams.document import local
from engine.editing.diagrams.picture import Box, box, points
from engine.spiff.drawing.xml import BPMN, BPMNDI

HOLD_OTHERS = ("participant", "lane", "subProcess", "boundaryEvent", "textAnnotation", "group")


def faults(content: bytes) -> list[str]:
    """One sentence each; none for a picture that can be read."""
    root = etree.fromstring(content)
    return [*_overlaps(root), *_askew(root), *_twice(root), *_undrawn(root)]


def boxes(root: etree._Element) -> dict[str, Box]:
    kinds = {n.get("id"): local(n) for n in root.iter(f"{BPMN}*")}
    drawn = {s.get("bpmnElement"): box(s) for s in root.iter(f"{BPMNDI}BPMNShape")}
    return {id: at for id, at in drawn.items() if kinds[id] not in HOLD_OTHERS}


def _overlaps(root: etree._Element) -> list[str]:
    pairs = combinations(boxes(root).items(), 2)
    return [f"{a} lies on {b}" for (a, one), (b, other) in pairs if one.overlaps(other)]


def _askew(root: etree._Element) -> list[str]:
    ways = {e.get("bpmnElement"): points(e) for e in root.iter(f"{BPMNDI}BPMNEdge")}
    return [
        f"{id} runs askew"
        for id, way in ways.items()
        for (x0, y0), (x1, y1) in pairwise(way)
        if abs(x0 - x1) > 0.6 and abs(y0 - y1) > 0.6
    ]


def _twice(root: etree._Element) -> list[str]:
    nodes = [*root.iter(f"{BPMN}*"), *root.iter(f"{BPMNDI}*")]
    ids = [n.get("id") for n in nodes if n.get("id")]
    return [f"{id} is taken twice" for id in set(ids) if ids.count(id) > 1]


def _undrawn(root: etree._Element) -> list[str]:
    known = {n.get("id") for n in root.iter(f"{BPMN}*")}
    drawn = [d.get("bpmnElement") for d in root.iter(f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge")]
    return [f"{id} is drawn and not there" for id in drawn if id not in known]

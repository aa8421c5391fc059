"""The processes of a bundle's diagrams, those that are only pictures too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.bundle import Bundle
from engine.spiff.drawing import xml
from engine.spiff.drawing.reading import FLOW_NODES
from engine.spiff.drawing.xml import BPMN


@dataclass(frozen=True)
class DrawnProcess:
    """A process as the file marks it; `filled` when anything is drawn inside."""

    id: str
    executable: bool
    filled: bool


def drawn_processes(bundle: Bundle) -> list[DrawnProcess]:
    """Every process of every readable diagram, in the order of the files."""
    return [found for path in bundle.paths(".bpmn") for found in _of_file(bundle, path)]


def _of_file(bundle: Bundle, path: str) -> Iterator[DrawnProcess]:
    try:
        root = xml.parse(bundle.files[path], path)
    except xml.Unreadable:
        return
    for process in root.iter(f"{BPMN}process"):
        yield DrawnProcess(process.get("id", ""), _runs(process), _filled(process))


def _runs(process: etree._Element) -> bool:
    return process.get("isExecutable") not in ("false", "0")


def _filled(process: etree._Element) -> bool:
    return any(xml.tag(child) in FLOW_NODES for child in process.iterchildren(etree.Element))

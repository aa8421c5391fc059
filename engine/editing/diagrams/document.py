"""A .bpmn file as it is written: what is not edited comes out as it came in, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree

from engine.editing.diagrams.errors import EditRefused
from engine.spiff.drawing.xml import BPMN, BPMNDI, Unreadable, parse

# Kept as it was; another encoding is written as UTF-8, with a declaration that says so.
DECLARATION = re.compile(rb"""<\?xml(?![^>]*encoding=["'](?!utf-8["']))[^>]*\?>\s*""", re.I)
Xml: TypeAlias = etree._Element


@dataclass(frozen=True)
class Document:
    """The root of the file, with what stood before and behind it."""

    root: Xml
    file: str
    begins_with: bytes
    ends_with: bytes

    @classmethod
    def read(cls, content: bytes, file: str) -> Document:
        """Raises EditRefused for what is no XML of ours."""
        try:
            root = parse(content, file, whole=True)
        except Unreadable as error:
            raise EditRefused(error.finding.sentence, error.finding.remedy) from error
        said = DECLARATION.match(content)
        begins_with = said.group() if said else b""
        return cls(root, file, begins_with, content[len(content.rstrip()) :])

    def copy(self) -> Document:
        """The same, to try something on."""
        return replace(self, root=deepcopy(self.root))

    def content(self) -> bytes:
        """The file as it is now."""
        tree = self.root.getroottree()
        written = etree.tostring(tree, xml_declaration=not self.begins_with, encoding="UTF-8")
        return self.begins_with + bytes(written) + self.ends_with

    def element(self, id: str) -> Xml:
        """The element of the process. Raises EditRefused when there is none."""
        for node in self.root.iter(f"{BPMN}*"):
            if node.get("id") == id:
                return node
        raise EditRefused(f"There is no element {id} in {self.file}.", "Load the page again.")

    def flows(self) -> Iterator[Xml]:
        """Every sequence flow."""
        yield from self.root.iter(f"{BPMN}sequenceFlow")

    def incoming(self, id: str) -> list[Xml]:
        """The sequence flows that lead to it."""
        return [flow for flow in self.flows() if flow.get("targetRef") == id]

    def outgoing(self, id: str) -> list[Xml]:
        """The sequence flows that leave it."""
        return [flow for flow in self.flows() if flow.get("sourceRef") == id]

    def attached(self, id: str) -> list[Xml]:
        """The events on its edge."""
        events = self.root.iter(f"{BPMN}boundaryEvent")
        return [event for event in events if event.get("attachedToRef") == id]

    def shape(self, id: str) -> Xml | None:
        """Its picture; None when it is not drawn."""
        return self._drawn("BPMNShape", id)

    def edge(self, id: str) -> Xml | None:
        """The line of a flow; None when it is not drawn."""
        return self._drawn("BPMNEdge", id)

    def _drawn(self, kind: str, id: str) -> Xml | None:
        found = (s for s in self.root.iter(f"{BPMNDI}{kind}") if s.get("bpmnElement") == id)
        return next(found, None)

    def ids(self) -> set[str]:
        """All ids that are taken."""
        return {str(node.get("id")) for node in self.root.iter("*") if node.get("id")}

    def new_id(self, *words: str) -> str:
        """An id of these words that nothing has yet."""
        said = re.sub(r"[^a-z0-9]+", "_", "_".join(words).lower()).strip("_")[:80] or "step"
        base = said if said[0].isalpha() and said not in ("start", "end") else f"step_{said}"
        taken, number, id = self.ids(), 2, base
        while id in taken:
            id, number = f"{base}_{number}", number + 1
        return id


def local(node: Xml) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(node).localname)

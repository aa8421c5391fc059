"""Which elements of a version use a form, a letter, a decision or a setting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from engine.differences.model import Version
from engine.spiff import Graph, Node

FORMS = ("form", "offerForm")
LETTER, TO = "letter", "to"


@dataclass(frozen=True)
class Spot:
    """An element in its process. `to` says who gets the letter it sends, `group` whom it asks by
    their role; "" where it does neither."""

    file: str
    process: str
    process_name: str
    element: str
    name: str
    type: str
    lane: str
    to: str = ""
    letter: str = ""
    group: str = ""


class Uses:
    """Everything is looked up in one version, read as far as it can be."""

    def __init__(self, version: Version) -> None:
        self._version = version

    @cached_property
    def _nodes(self) -> list[tuple[Spot, Node]]:
        graphs = self._version.processes.values()
        return [(_spot(top, node), node) for top in graphs for _, node in top.walk()]

    @cached_property
    def _texts(self) -> list[tuple[Spot, str]]:
        return [(spot, _own_text(node)) for spot, node in self._nodes]

    def drawn(self, file: str, id: str) -> list[Spot]:
        """The element of that id, the one a flow of that id leaves, or all of that process."""
        found = [s for s, _ in self._nodes if s.file == file and s.element == id]
        return found or self._left_by(file, id) or [s for s, _ in self._nodes if s.process == id]

    def _left_by(self, file: str, flow: str) -> list[Spot]:
        sources = {f.source for graph in self._graphs() for f in graph.flows if f.id == flow}
        return [s for s, _ in self._nodes if s.file == file and s.element in sources]

    def _graphs(self) -> Iterator[Graph]:
        for top in self._version.processes.values():
            yield top
            yield from (node.graph for _, node in top.walk() if node.graph is not None)

    def of_forms(self, keys: set[str]) -> list[Spot]:
        """The elements that show one of these forms."""
        return [s for s, node in self._nodes if keys & {node.properties.get(n) for n in FORMS}]

    def of_letters(self, letters: set[str]) -> list[Spot]:
        """The elements that send one of these letters."""
        return [spot for spot, _ in self._nodes if spot.letter in letters]

    def of_decisions(self, ids: set[str]) -> list[Spot]:
        """The elements that ask one of these decisions, or one that requires it."""
        asked = self._requiring(ids)
        return [spot for spot, node in self._nodes if node.decision in asked]

    def _requiring(self, ids: set[str]) -> set[str]:
        found, size = set(ids), 0
        while size != len(found):
            size = len(found)
            decisions = self._version.decisions.items()
            found |= {id for id, one in decisions if found & {*one.requires, *one.knowledge}}
        return found

    def of_setting(self, name: str) -> list[Spot]:
        """The elements that use a setting themselves, or through a table, form or letter."""
        mention = re.compile(rf"\bparameters\.{re.escape(name)}\b")
        paths = [path for path, text in self._version.texts("") if mention.search(text)]
        found = [spot for spot, text in self._texts if mention.search(text)]
        found += self.of_decisions({d for d, at in self._decision_files() if at in paths})
        found += self.of_forms({_part(path) for path in paths if path.startswith("forms/")})
        return found + self.of_letters({_part(path) for path in paths if path.startswith("mail/")})

    def _decision_files(self) -> Iterable[tuple[str, str]]:
        return [(id, decision.file) for id, decision in self._version.decisions.items()]

    def mentioning(self, word: str) -> list[Spot]:
        """The elements in whose own text the word stands."""
        return [spot for spot, text in self._texts if word in text]


def _part(path: str) -> str:
    return path.split("/")[1].partition(".")[0]


def _spot(top: Graph, node: Node) -> Spot:
    given = node.service.parameters if node.service else {}
    letter = given.get(LETTER, "").strip().strip('"')
    to = given.get(TO, "") if letter else ""
    called = node.name or node.id
    lane, kind, group = node.lane or "", node.type, node.properties.get("candidateGroup", "")
    place = (top.file, top.id, top.name or top.id, node.id)
    return Spot(*place, called, kind, lane, to, letter, group)


def _own_text(node: Node) -> str:
    """What the element says itself, without what is drawn inside it."""
    if node.graph is None:
        return str(etree.tostring(node.xml, encoding="unicode", with_tail=False))
    return " ".join(node.properties.values())

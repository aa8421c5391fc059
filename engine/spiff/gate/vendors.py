"""Rules about settings of other tools: what they ask for would not be done.

In a sketch what an element does, and who does it, may be missing; where tokens go may not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from engine import vendors
from engine.spiff.drawing.diagram import Diagram
from engine.spiff.drawing.xml import BPMN, tag
from engine.vendors.tools import DRAWN

Refusals = Iterator[tuple[str, str, str]]
NAMED = {
    "message": "name",
    "signal": "name",
    "error": "errorCode",
    "escalation": "escalationCode",
}
YES = ("true", "1")


Judged = tuple[str, vendors.Setting, vendors.Verdict]


def of_diagram(diagram: Diagram) -> Iterator[Judged]:
    """Every setting of another tool that is worth a word, with the id of its element."""
    return judged(diagram.root, {graph.id for graph in diagram.graphs})


def judged(root: etree._Element, running: Collection[str]) -> Iterator[Judged]:
    """The same of a file in which these processes and global activities run.

    Of a tool nobody knows one setting at each element stands for all.
    """
    told = set()
    for setting in vendors.settings(root, running):
        verdict, owner = vendors.judge(setting), setting.owner
        once = (owner, setting.tool)
        if verdict.weight != "none" and (setting.tool.known or once not in told):
            told.add(once)
            yield str(owner.get("id") or ""), setting, verdict


def course(diagram: Diagram) -> Refusals:
    """No setting of another tool says where tokens go: it would not be followed."""
    yield from _weighing(diagram, "course")


def work(diagram: Diagram) -> Refusals:
    """No setting of another tool says what is done, or who does it: it would not be done."""
    yield from _weighing(diagram, "work")


def _weighing(diagram: Diagram, weight: str) -> Refusals:
    found = (one for one in of_diagram(diagram) if one[2].weight == weight)
    yield from dict.fromkeys((id, verdict.sentence, verdict.remedy) for id, _, verdict in found)


def must_understand(diagram: Diagram) -> Refusals:
    """An extension that a file says must be understood is one that is understood here."""
    for extension in diagram.root.findall(f"{BPMN}extension"):
        prefix, _, _ = extension.get("definition", "").rpartition(":")
        space = extension.nsmap.get(prefix or None) or ""
        if extension.get("mustUnderstand") in YES and space not in DRAWN:
            name = extension.get("definition", "without a name")[:80]
            sentence = f"The file says that its extension {name} must be understood, and it is not."
            yield "", sentence, "Save the diagram without the extension."


def names(diagram: Diagram) -> Refusals:
    """Names and codes of what is thrown are texts, not expressions of another engine."""
    for found in diagram.root.iterchildren(*(f"{BPMN}{kind}" for kind in NAMED)):
        name = found.get(NAMED[tag(found)], "").strip()
        if name.startswith("=") or "${" in name or "#{" in name:
            sentence = f"What the {tag(found)} is known by is an expression, and is not worked out."
            remedy = (
                "Write a fixed text; messages can be told apart by the property correlationKey."
            )
            yield str(found.get("id") or ""), sentence, remedy


RULES = (course, must_understand, names)
LEFT_OPEN = (work,)

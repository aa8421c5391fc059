"""People read names, so what concerns people has one, and it says something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding, Level
from engine.spiff import Graph, Node

ACTIVITIES = frozenset(
    (
        *("userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "task"),
        *("businessRuleTask", "scriptTask", "callActivity", "subProcess", "transaction"),
    )
)
SHOWN = frozenset(("userTask", "manualTask", "serviceTask", "sendTask"))
KIND = r"(user|manual|service|send|receive|script|business rule)"
SAYS_NOTHING = re.compile(
    rf"(new |my |a )?({KIND} )?(task|activity|step|sub-?process|call activity)"
    r"([ _-]?(\d+|[a-z]|(?=\w*\d)\w{6,8}))?|"
    r"untitled.*|unnamed.*|to ?do|tbc|tbd|test|asdf|x+|\W+|\d+",
    re.IGNORECASE,
)
REMEDY = "Write what happens here, with a verb: Send the letter."


def findings(subject: Subject) -> Iterator[Finding]:
    """Activities without a name that a person understands, and choices without a question."""
    for diagram, graph, node in subject.nodes():
        for level, sentence, rule in _wrong(graph, node):
            level = "warning" if subject.sketch and level == "error" else level
            yield Finding(level, diagram.file, node.id, sentence, REMEDY, rule)


def _wrong(graph: Graph, node: Node) -> Iterator[tuple[Level, str, str]]:
    name = node.name.strip()
    if node.type in ACTIVITIES and not node.by_event:
        if not name:
            level: Level = "error" if node.type in SHOWN else "warning"
            yield level, "It has no name.", "name-missing"
        elif SAYS_NOTHING.fullmatch(name):
            yield "warning", "Its name does not say what is to be done.", "name-says-nothing"
    splits = len(graph.outgoing(node.id)) > 1
    if node.type == "exclusiveGateway" and splits and not name:
        yield "advice", "The choice has no question.", "choice-without-question"

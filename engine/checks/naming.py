"""People read names, so what concerns people has one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding

NAMED = {
    "userTask": "error",
    "manualTask": "error",
    "serviceTask": "error",
    "sendTask": "error",
    "businessRuleTask": "warning",
    "scriptTask": "warning",
    "callActivity": "warning",
    "subProcess": "warning",
    "exclusiveGateway": "advice",
}


def findings(subject: Subject) -> Iterator[Finding]:
    """Activities without a name, and choices without a question."""
    for diagram, graph, node in subject.nodes():
        level = NAMED.get(node.type)
        joins = node.type == "exclusiveGateway" and len(graph.outgoing(node.id)) < 2
        if level is None or node.name.strip() or joins:
            continue
        what = "The choice has no question." if "Gateway" in node.type else "It has no name."
        yield Finding(level, diagram.file, node.id, what, "Write what happens here.")  # type: ignore[arg-type]

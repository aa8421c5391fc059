"""Service and send tasks call handlers that exist, with the parameters these take."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from engine.bundle import MANIFEST
from engine.checks.subject import Subject
from engine.cohorts import rollout_of
from engine.model import Finding
from engine.registry import Handler
from engine.spiff import Node


def findings(subject: Subject) -> Iterator[Finding]:
    """Unknown operations, parameters that are not taken or missing, results that never come."""
    yield from _grouping(subject)
    for diagram, _, node in subject.nodes():
        if node.service is None or not node.service.operation:
            continue
        handler = subject.registry.get(node.service.operation)
        if handler is None:
            yield _unknown(subject, diagram.file, node)
            continue
        for sentence, remedy in _parameters(node, handler):
            yield Finding("error", diagram.file, node.id, sentence, remedy)
        if node.service.result and not handler.outputs:
            sentence = f'{handler.operation} gives nothing, so "{node.service.result}" stays empty.'
            remedy, rule = "Remove the result variable.", "result-stays-empty"
            yield Finding("warning", diagram.file, node.id, sentence, remedy, rule)


def _grouping(subject: Subject) -> Iterator[Finding]:
    named = rollout_of(subject.bundle).groups
    if named and named not in subject.registry.groupings:
        remedy = f"Choose one of: {', '.join(sorted(subject.registry.groupings)) or 'none yet'}."
        sentence = f"There is no grouping {named}."
        yield Finding("error", MANIFEST, "rollout.groups", sentence, remedy)


def _unknown(subject: Subject, file: str, node: Node) -> Finding:
    operation = node.service.operation if node.service else ""
    near = get_close_matches(operation, subject.registry.handlers, n=1)
    known = near or sorted(subject.registry.handlers)
    remedy = f"Choose {'' if near else 'one of: '}{', '.join(known) or 'none yet'}."
    return Finding("error", file, node.id, f"There is no operation {operation}.", remedy)


def _parameters(node: Node, handler: Handler) -> Iterator[tuple[str, str]]:
    given = set(node.service.parameters) if node.service else set()
    missing = sorted(handler.required - given)
    for name in sorted(given - set(handler.inputs)):
        near = get_close_matches(name, missing, n=1)
        needs = f"; it needs `{near[0]}`" if near else ""
        missing = [m for m in missing if m not in near]
        takes = ", ".join(handler.inputs) or "nothing"
        yield f"{handler.operation} does not take `{name}`{needs}.", f"It takes: {takes}."
    for name in missing:
        yield f"{handler.operation} needs `{name}`.", "Add the parameter."

"""What activities do: who is asked, by when, which form, letter, service, decision or script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.differences.model import instead
from engine.differences.rules import in_words, instead_of
from engine.spiff import Node

PROPERTIES = {
    "form": "shows the form",
    "assignee": "is asked of",
    "candidateGroup": "is for the group",
    "dueReason": "says of its date",
    "why": "says why",
    "next": "says what comes next",
    "ifNothing": "says what happens otherwise",
    "sections": "asks the sections",
    "results": "leaves",
    "correlationKey": "is told apart by",
    "offer": "offers",
    "offerHint": "explains its offer by",
    "offeredTo": "is offered to",
    "offeredToGroup": "is offered to the group",
    "offeredWhile": "is offered while",
    "offerForm": "asks by the form",
    "offerUrgent": "says whether its offer is urgent:",
    "clauses": "carries out",
}
Settings = Mapping[str, Any]


def sentences(before: Node, after: Node, old: Settings, new: Settings) -> Iterator[str]:
    """The differences of one activity."""
    called = f"“{after.name or after.id}”"
    yield from _properties(called, before.properties, after.properties)
    yield from _due(called, _rule(before, old), _rule(after, new))
    yield from _service(called, before, after)
    for what, was, now in (
        ("asks the decision", before.decision, after.decision),
        ("carries out the script", before.script, after.script),
        ("calls the process", before.called, after.called),
        ("goes by default along", before.default, after.default),
        ("begins when", before.activation, after.activation),
    ):
        if was != now:
            yield instead(f"{called} {what}", now, was)
    if before.loop != after.loop:
        yield f"{called} is repeated in another way."


def _rule(node: Node, settings: Settings) -> str:
    due = node.properties.get("due")
    return in_words(due, settings) if due else ""


def _due(called: str, before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    if not after:
        yield f"{called} has no date any more by which it is due. It was due {before}."
    elif not before:
        yield f"{called} is due {after}. It had no such date."
    else:
        yield f"{called} is due {instead_of(after, before)}."


def _properties(called: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for name in [*old, *(n for n in new if n not in old)]:
        if name != "due" and old.get(name) != new.get(name):
            words = PROPERTIES.get(name, f"has as {name}")
            yield instead(f"{called} {words}", new.get(name), old.get(name))


def _service(called: str, before: Node, after: Node) -> Iterator[str]:
    old, new = before.service, after.service
    if (old and old.operation) != (new and new.operation):
        yield instead(f"{called} does", new and new.operation, old and old.operation)
        return
    if old is None or new is None:
        return
    for name in [*old.parameters, *(n for n in new.parameters if n not in old.parameters)]:
        if old.parameters.get(name) != new.parameters.get(name):
            given = new.parameters.get(name)
            yield instead(f"{called} is given as {name}", given, old.parameters.get(name))
    if old.result != new.result:
        yield instead(f"{called} keeps what it gives in", new.result, old.result)

"""Where a diagram breaks the BPMN 2.0.2 standard, one family of rules per file."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard import (
    beginnings,
    boundaries,
    calls,
    collaborations,
    cycles,
    data,
    event_definitions,
    event_kinds,
    expressions,
    gateways,
    imports,
    links,
    loops,
    operations,
    pools,
    references,
    schema,
    sequence_flows,
    sub_processes,
)
from engine.checks.standard.elements import Elements
from engine.checks.standard.rule import Rule
from engine.model import Finding

FAMILIES = {
    "references": references.RULES,
    "imports": imports.RULES,
    "sequence flows": sequence_flows.RULES,
    "beginnings and ends": beginnings.RULES,
    "circles": cycles.RULES,
    "event kinds": event_kinds.RULES,
    "event definitions": event_definitions.RULES,
    "boundary events": boundaries.RULES,
    "links": links.RULES,
    "gateways": gateways.RULES,
    "sub-processes": sub_processes.RULES,
    "loops": loops.RULES,
    "expressions": expressions.RULES,
    "data": data.RULES,
    "operations": operations.RULES,
    "calls": calls.RULES,
    "pools": pools.RULES,
    "collaborations": collaborations.RULES,
    "schema": schema.RULES,
}
RULES: tuple[Rule, ...] = tuple(rule for rules in FAMILIES.values() for rule in rules)

# What these find breaks the standard, and is clear all the same: it can be played as it is meant.
FORMAL = frozenset(
    (
        *("expression-not-formal", "schema-order", "target-namespace-missing"),
        *("gateway-without-choice", "start-without-end", "node-unleft", "type-missing"),
        *("text-format", "not-a-uri", "resource-twice", "resource-parameter-alone"),
        *("data-collection-mismatch", "data-reference-name", "data-not-in-a-set"),
        *("data-set-option-not-listed", "data-sets-disagree", "event-data-count"),
        *("event-data-type", "service-task-sets", "service-task-types", "message-task-sets"),
        *("message-task-type", "service-not-bound", "service-bound-wrongly"),
        *("pool-multiplicity", "choreography-refers", "choreography-closed"),
        *("global-conversation-content", "message-flow-without-message"),
    )
)

__all__ = ["FAMILIES", "FORMAL", "RULES", "Elements", "Rule", "findings"]


def findings(elements: Elements) -> Iterator[Finding]:
    """Everything in which one file breaks the standard."""
    for rule in RULES:
        yield from rule.findings(elements)

"""The gate: what would not behave as the standard says is refused, with element and remedy.

Rules look at one graph (the inside of a process or sub-process), at one file, or at the bundle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from engine.model import Finding, Level
from engine.spiff.drawing.diagram import Diagram, Graph
from engine.spiff.gate import (
    activities,
    bundle,
    compensation,
    data,
    events,
    files,
    flows,
    links,
    loops,
    names,
    races,
    timers,
    unspecified,
    vendors,
)

Refusal = tuple[str, str, str]
Judged = tuple[Callable[..., Any], str, Refusal]
Found = Iterator[Judged]
FILE_RULES: Sequence[Callable[[Diagram], Iterator[Refusal]]] = (
    *files.RULES,
    *compensation.FILE_RULES,
    *vendors.RULES,
    *vendors.LEFT_OPEN,
)
GRAPH_RULES: Sequence[Callable[[Graph], Iterator[Refusal]]] = (
    *flows.RULES,
    *races.RULES,
    *events.RULES,
    *links.RULES,
    *timers.RULES,
    *activities.RULES,
    *compensation.GRAPH_RULES,
    *loops.RULES,
    *data.RULES,
    *data.LEFT_OPEN,
    *names.RULES,
    *unspecified.RULES,
)
BUNDLE_RULES = (*bundle.RULES, *unspecified.BUNDLE_RULES)
LEFT_OPEN: frozenset[Callable[..., Any]] = frozenset(
    (
        *(*unspecified.RULES, *unspecified.BUNDLE_RULES),
        *(*data.LEFT_OPEN, *vendors.LEFT_OPEN),
    )
)

SAID_ONLY = frozenset((files.runnable,))
# An edit changes one file: what the others are refused for is known as long as they are.
_JUDGED: WeakKeyDictionary[Diagram, tuple[Judged, ...]] = WeakKeyDictionary()


def judge(
    diagrams: Sequence[Diagram], decision_ids: frozenset[str], *, sketch: bool = False
) -> list[Finding]:
    """Everything that must be put right before these diagrams can run; [] when nothing.

    In a sketch an activity may leave open what it does: that is a warning, and it passes through.
    """
    found = []
    for rule, file, refusal in (*_of_files(diagrams), *_of_bundle(diagrams, decision_ids)):
        mild = rule in SAID_ONLY or (sketch and rule in LEFT_OPEN)
        level: Level = "warning" if mild else "error"
        found.append(Finding(level, file, *refusal, rule=rule_name(rule)))
    return found


def rule_name(rule: Callable[..., Any]) -> str:
    """The rule's name in the catalogue: its family and what it judges, such as flows-ends."""
    family = rule.__module__.rpartition(".")[2]
    own = rule.__name__ if rule.__name__.startswith(family.rstrip("s")) else ""
    return (own or f"{family}_{rule.__name__}").replace("_", "-")


def gate_rules() -> Iterator[tuple[str, str]]:
    """Every rule of the gate by its name in the catalogue, with what it demands."""
    rules: tuple[Callable[..., Any], ...] = (*FILE_RULES, *GRAPH_RULES, *BUNDLE_RULES)
    for rule in rules:
        yield rule_name(rule), rule.__doc__ or ""


def left_open_rules() -> frozenset[str]:
    """The rules of the gate that are errors in a bundle and warnings in a sketch."""
    return frozenset(rule_name(rule) for rule in LEFT_OPEN)


def _of_files(diagrams: Sequence[Diagram]) -> Found:
    for diagram in diagrams:
        if diagram not in _JUDGED:
            _JUDGED[diagram] = tuple(_of_file(diagram))
        yield from _JUDGED[diagram]


def _of_file(diagram: Diagram) -> Found:
    for file_rule in FILE_RULES:
        yield from ((file_rule, diagram.file, refusal) for refusal in file_rule(diagram))
    for whole in diagram.graphs:
        for graph in _graphs(whole):
            for rule in GRAPH_RULES:
                yield from ((rule, diagram.file, refusal) for refusal in rule(graph))


def _of_bundle(diagrams: Sequence[Diagram], decision_ids: frozenset[str]) -> Found:
    graphs = {g.id: g for d in diagrams for g in d.graphs}
    for rule in BUNDLE_RULES:
        for file, *refusal in rule(diagrams, graphs, decision_ids):
            yield rule, file, (refusal[0], refusal[1], refusal[2])


def _graphs(process: Graph) -> Iterator[Graph]:
    yield process
    yield from (n.graph for _, n in process.walk() if n.graph is not None)

"""The gate: what would not behave as the standard says is refused, with element and remedy.

Rules look at one graph (the inside of a process or sub-process), at one file, or at the bundle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from engine.model import Finding
from engine.spiff import (
    gate_activities,
    gate_bundle,
    gate_events,
    gate_files,
    gate_flows,
    gate_names,
)
from engine.spiff.diagram import Diagram, Graph

Refusal = tuple[str, str, str]
FILE_RULES: Sequence[Callable[[Diagram], Iterator[Refusal]]] = gate_files.RULES
GRAPH_RULES: Sequence[Callable[[Graph], Iterator[Refusal]]] = (
    *gate_flows.RULES,
    *gate_events.RULES,
    *gate_activities.RULES,
    *gate_names.RULES,
)


def judge(diagrams: Sequence[Diagram], decision_ids: frozenset[str]) -> list[Finding]:
    """Everything that must be put right before these diagrams can run; [] when nothing."""
    found = [Finding("error", d.file, *r) for d in diagrams for r in _of_file(d)]
    graphs = {g.id: g for d in diagrams for g in d.processes}
    for rule in gate_bundle.RULES:
        found += [Finding("error", file, *r) for file, *r in rule(diagrams, graphs, decision_ids)]
    return found


def _of_file(diagram: Diagram) -> Iterator[Any]:
    for file_rule in FILE_RULES:
        yield from file_rule(diagram)
    for process in diagram.processes:
        for graph in _graphs(process):
            for rule in GRAPH_RULES:
                yield from rule(graph)


def _graphs(process: Graph) -> Iterator[Graph]:
    yield process
    yield from (n.graph for _, n in process.walk() if n.graph is not None)

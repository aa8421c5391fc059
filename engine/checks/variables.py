"""Which variables a process can know: those it starts with, and those its elements write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from engine.checks.subject import Subject
from engine.expressions import strip_equals
from engine.spiff import Graph, Node, written

Calls = Mapping[str, Set[str]]
ALWAYS = frozenset({"parameters", "instance"})
DEPTH = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}
PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\](),:]|[^{}\[\](),:"]+')


def known(subject: Subject, process: Graph) -> frozenset[str] | None:
    """The names that may be used in a process; None when that cannot be told.

    Variables are shared by name with called processes, so what these write is known as well, and
    a called process that does not say what it starts with may know all that its callers know.
    """
    graphs = {g.id: g for d in subject.diagrams for g in d.graphs}
    calls = {id: _calls(graph) & graphs.keys() for id, graph in graphs.items()}
    above = _above(subject, process.id, calls)
    said = [start for id in above if (start := subject.start_variables(id)) is not None]
    names = set(ALWAYS).union(*said)
    for id in _reached(above, calls):
        found = set(_writes(graphs[id]))
        if None in found:
            return None
        names.update(name for name in found if name is not None)
    return frozenset(names) if said else None


def _calls(graph: Graph) -> set[str]:
    return {n.called for _, n in graph.walk() if n.type == "callActivity" and n.called}


def _above(subject: Subject, process: str, calls: Calls) -> set[str]:
    """The process and those that call it, up to those that say what they start with.

    None at all when one that nobody calls does not say it.
    """
    callers = {id: {by for by, called in calls.items() if id in called} - {id} for id in calls}
    silent = {id for id in calls if subject.start_variables(id) is None}
    found = _reached({process}, {id: callers[id] if id in silent else set() for id in calls})
    return set() if any(id in silent and not callers[id] for id in found) else found


def _reached(begin: Iterable[str], steps: Calls) -> set[str]:
    found, waiting = set(begin), list(begin)
    while waiting:
        new = steps[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _writes(graph: Graph) -> Iterator[str | None]:
    yield from graph.declared
    for _, node in graph.walk():
        yield from written(node)
        if node.loop is not None:
            yield "loopCounter"
        named = node.properties.get("result")
        for text in (None if named else node.script, *_contexts(node)):
            if text:
                yield from keys(text)


def _contexts(node: Node) -> Iterator[str | None]:
    if node.type in ("userTask", "manualTask"):
        yield node.properties.get("results")
    elif node.type == "callActivity":
        yield node.properties.get("variables")


def keys(text: str) -> Iterator[str | None]:
    """The entries of a FEEL context as it is written; None when the text is no plain context."""
    text = strip_equals(text)
    if not (text.startswith("{") and text.endswith("}")):
        yield None
        return
    depth, word, awaited = 0, "", False
    for piece in PIECE.findall(text):
        depth += DEPTH.get(piece, 0)
        if depth == 1 and piece in ("{", ","):
            word, awaited = "", True
        elif depth == 1 and piece == ":" and awaited:
            yield word.strip().strip('"')
            awaited = False
        else:
            word += piece

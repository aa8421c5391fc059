"""Which variables a process can know: those it starts with, and those its elements write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.checks.subject import Subject
from engine.expressions import strip_equals
from engine.spiff import Graph, Node, written

ALWAYS = frozenset({"parameters", "instance"})
DEPTH = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}
PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\](),:]|[^{}\[\](),:"]+')


def known(subject: Subject, process: Graph) -> frozenset[str] | None:
    """The names that may be used in a process; None when that cannot be told.

    Variables are shared by name with called processes, so what these write is known as well, and
    a called process that does not say what it starts with may know all that its callers know.
    """
    graphs = {g.id: g for d in subject.diagrams for g in d.graphs}
    start = subject.start_variables(process.id)
    callers = [g for g in graphs.values() if process.id in _calls(g)]
    if start is None and not callers:
        return None
    names = set(start or ()) | ALWAYS
    for graph in _with_called(process, graphs):
        found = list(_writes(graph))
        if None in found:
            return None
        names.update(name for name in found if name is not None)
    for caller in callers if start is None else ():
        above = known(subject, caller) if process.id != caller.id else None
        if above is None:
            return None
        names |= above
    return frozenset(names)


def _calls(graph: Graph) -> set[str]:
    return {n.called for _, n in graph.walk() if n.type == "callActivity" and n.called}


def _with_called(process: Graph, graphs: dict[str, Graph]) -> Iterable[Graph]:
    found, waiting = {process.id: process}, [process]
    while waiting:
        for id in _calls(waiting.pop()):
            if id in graphs and id not in found:
                found[id] = graphs[id]
                waiting.append(graphs[id])
    return found.values()


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

"""Rules that need all files of a bundle: what calls what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.spiff.drawing.diagram import Diagram, Graph

Refusals = Iterator[tuple[str, str, str, str]]
Graphs = Mapping[str, Graph]


def one_of_each(diagrams: Sequence[Diagram], graphs: Graphs, _: frozenset[str]) -> Refusals:
    """No two files hold the same process."""
    for diagram in diagrams:
        for process in diagram.graphs:
            if graphs[process.id].file != process.file:
                other = graphs[process.id].file
                sentence = f'"{other}" holds a process of the same id.'
                yield process.file, process.id, sentence, "Give one of them another id."


def calls(diagrams: Sequence[Diagram], graphs: Graphs, _: frozenset[str]) -> Refusals:
    """A call activity calls a process of this bundle, and no process calls itself."""
    for diagram in diagrams:
        for process in diagram.graphs:
            for id, called in _called(process):
                if called not in graphs:
                    sentence = f'It calls "{called}", which is not in this bundle.'
                    remedy = f"Call one of: {', '.join(sorted(graphs))}."
                    yield process.file, id, sentence, remedy
                elif process.id in _reach(called, graphs):
                    sentence = "The process would call itself for ever."
                    yield process.file, id, sentence, "Draw a loop with a sequence flow."


def _called(process: Graph) -> Iterator[tuple[str, str]]:
    return ((n.id, n.called) for _, n in process.walk() if n.called)


def _reach(start: str, graphs: Graphs) -> set[str]:
    seen, fringe = {start}, [start]
    while fringe:
        for _, called in _called(graphs[fringe.pop()]):
            if called in graphs and called not in seen:
                seen.add(called)
                fringe.append(called)
    return seen


RULES = (one_of_each, calls)

"""Which elements and sequence flows the stories have come through, noted by the engine's tokens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from engine.bundle import Bundle
from engine.spiff import drawn
from engine.spiff.drawing.diagram import Graph
from engine.spiff.tokens import Token


class Walks:
    """One file a story, in a folder that all workers of a test run share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    @contextmanager
    def of(self, story: str) -> Iterator[None]:
        """Note what is walked meanwhile, and keep it when nothing went wrong."""
        walked: set[str] = set()
        enter, take = Token.enter, Token.take

        def entering(token: Token) -> None:
            walked.add(_place(token, token.task_spec.element.id))
            enter(token)

        # A boundary event for an error is left without having been entered: nothing waits there.
        def taking(token: Token, way: Any, **internal: Any) -> None:
            walked.update((_place(token, token.task_spec.element.id), _place(token, way.flow)))
            take(token, way, **internal)

        with mock.patch.multiple(Token, enter=entering, take=taking):
            yield
        # Renamed when it is whole: another worker may be reading.
        whole = self.folder / f"{story}.part"
        whole.write_text(json.dumps(sorted(walked)))
        whole.replace(whole.with_suffix(".json"))

    def has(self, story: str) -> bool:
        """Whether this story was played to its end in this test run."""
        return (self.folder / f"{story}.json").exists()

    def walked(self) -> set[str]:
        """Everything that any story came through, as "process/element or flow"."""
        files = self.folder.glob("*.json")
        return {one for file in files for one in json.loads(file.read_text())}


def ground(bundle: Bundle) -> dict[str, str]:
    """Every element and flow of the bundle, as `walked` names them; the value is for people."""
    graphs = [process for diagram in drawn(bundle)[0] for process in diagram.graphs]
    return {f"{graph.id}/{id}": said for graph in graphs for id, said in _inside(graph)}


def _inside(graph: Graph) -> Iterator[tuple[str, str]]:
    for held in {id(held): held for held, _ in graph.walk()}.values():
        yield from ((node.id, f"{node.type} {node.name}") for node in held.nodes.values())
        yield from ((flow.id, f"{flow.source} to {flow.target}") for flow in held.flows)


def _place(token: Token, id: str) -> str:
    return f"{token.task_spec._wf_spec.name.partition('/')[0]}/{id}"

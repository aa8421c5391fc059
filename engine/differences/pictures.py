"""What is marked on the pictures of a diagram before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.differences.model import Difference, Version
from engine.spiff import Graph

Marks = dict[str, str]


@dataclass(frozen=True)
class Pictures:
    """A process whose drawing differs. `before` and `after` are kinds (added, changed, removed) by
    element; the files are None where a version has no such process. `names` are in words."""

    process: str
    name: str
    old_file: str | None
    new_file: str | None
    before: Marks
    after: Marks
    names: dict[str, str]

    @property
    def told(self) -> list[tuple[str, str]]:
        """Everything that is marked: what became of it, and its name."""
        return [(kind, self.names[id]) for id, kind in {**self.before, **self.after}.items()]


def pictures(old: Version, new: Version, told: Sequence[Difference]) -> list[Pictures]:
    """The processes about which there is something to show, in the order of their keys."""
    keys = sorted(old.processes.keys() | new.processes.keys())
    found = [_pictures(key, old.processes.get(key), new.processes.get(key), told) for key in keys]
    return [one for one in found if one.before or one.after]


def _pictures(
    key: str, old: Graph | None, new: Graph | None, told: Sequence[Difference]
) -> Pictures:
    was, now = _drawn(old), _drawn(new)
    files = {graph.file for graph in (old, new) if graph is not None}
    spoken = {d.element for d in told if d.area == "diagram" and d.file in files}
    changed = dict.fromkeys((id for id in was if id in now and id in spoken), "changed")
    gone = dict.fromkeys((id for id in was if id not in now), "removed")
    come = dict.fromkeys((id for id in now if id not in was), "added")
    known = new or old
    name = (known.name or key) if known else key
    files_of = (old.file if old else None, new.file if new else None)
    return Pictures(key, name, *files_of, {**changed, **gone}, {**changed, **come}, {**was, **now})


def _drawn(graph: Graph | None) -> dict[str, str]:
    """Every element and flow with what people call it."""
    if graph is None:
        return {}
    inner = [node.graph for _, node in graph.walk() if node.graph is not None]
    found = {node.id: node.name or node.id for _, node in graph.walk()}
    for one in (graph, *inner):
        for flow in one.flows:
            ends = [found.get(id, id) for id in (flow.source, flow.target)]
            found[flow.id] = f"way from {ends[0]} to {ends[1]}"
    return found

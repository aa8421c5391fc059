"""Which elements of the new version do something else than before."""

from __future__ import annotations

from dataclasses import dataclass

from engine.bundle import Bundle
from engine.differences import Difference, Felt, Spot, Version, differences
from engine.spiff import Graph

Place = tuple[str, str]


@dataclass(frozen=True)
class Touched:
    """The names of the elements that differ, by file and id; and what belongs to no element."""

    names: dict[Place, str]
    everywhere: tuple[str, ...]


def touched(old: Bundle, new: Bundle) -> Touched:
    """Hold the two against each other. What is gone touches the elements that led to it.

    Raises BundleRefused when a form or bundle.toml of either cannot be read.
    """
    before, after = Version(old), Version(new)
    felt = Felt(before, after)
    names: dict[Place, str] = {}
    everywhere: list[str] = []
    for difference in differences(old, new):
        spots = felt.where(difference)
        if spots is None:
            everywhere.append(difference.sentence)
        for spot in spots or ():
            names.update(_named(spot, difference, before, after))
    return Touched(names, tuple(dict.fromkeys(everywhere)))


def _named(spot: Spot, difference: Difference, before: Version, after: Version) -> dict[Place, str]:
    graph = after.processes.get(spot.process)
    if graph is None or _has(graph, spot.element):
        return {(spot.file, spot.element): spot.name}
    old = before.processes[spot.process]
    near = _leading_to(old, spot.element)
    return {(graph.file, id): name for id, name in near if _has(graph, id)}


def _has(graph: Graph, id: str) -> bool:
    return any(node.id == id for _, node in graph.walk())


def _leading_to(graph: Graph, id: str) -> list[tuple[str, str]]:
    """The elements from which one that is gone was reached, and what it sat on."""
    for holder, node in graph.walk():
        if node.id == id:
            near = [flow.source for flow in holder.incoming(id)] + [node.attached_to or ""]
            return [(one, holder.nodes[one].name or one) for one in near if one in holder.nodes]
    return []

"""Diagrams: processes, elements and flows that came, went or say something else."""

from __future__ import annotations

from collections.abc import Iterator

from engine.differences import elements, flows
from engine.differences.model import Difference, Version
from engine.spiff import Graph


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """Process by process."""
    for key in sorted(old.processes.keys() | new.processes.keys()):
        before, after = old.processes.get(key), new.processes.get(key)
        if before is None and after is not None:
            sentence = f"There is a new process “{after.name}”."
            yield Difference("diagram", after.file, key, sentence)
        elif after is None and before is not None:
            sentence = f"The process “{before.name}” is gone."
            yield Difference("diagram", before.file, key, sentence)
        elif before is not None and after is not None:
            yield from _process(before, after, old, new)


def _process(before: Graph, after: Graph, old: Version, new: Version) -> Iterator[Difference]:
    if before.name != after.name:
        sentence = f"The process “{before.name}” is called “{after.name}”."
        yield Difference("diagram", after.file, after.id, sentence)
    yield from elements.differences(before, after, old, new)
    yield from flows.differences(before, after)

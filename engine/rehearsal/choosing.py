"""Which processes begin by themselves, and at which of their start events."""

from __future__ import annotations

from engine.errors import NotFound
from engine.spiff import Beginning, Definitions, beginnings, called, thrown

TRIGGERED = ("message", "signal")


def chosen(definitions: Definitions, asked: tuple[str, ...]) -> list[str]:
    """The processes that were asked for, else those that nothing else begins.

    Those that begin plainly and are not called; when there is none, those begun by a message or
    signal that the diagrams do not throw themselves; when there is none either, the first one.
    Raises NotFound for a process that is not there.
    """
    for process in asked:
        if process not in definitions.processes:
            there = ", ".join(definitions.processes)
            raise NotFound(f'There is no process "{process}". Choose from: {there}.')
    return list(asked) or _by_themselves(definitions)


def _by_themselves(definitions: Definitions) -> list[str]:
    free = [key for key in definitions.processes if key not in called(definitions)]
    plain = [key for key in free if _begins_plainly(definitions, key)]
    own = thrown(definitions)
    outside = [
        key
        for key in free
        if any(b.kind in TRIGGERED and (b.kind, b.name) not in own for b in _ways(definitions, key))
    ]
    return plain or outside or list(definitions.processes)[:1]


def _ways(definitions: Definitions, process: str) -> list[Beginning]:
    return beginnings(definitions, process)


def _begins_plainly(definitions: Definitions, process: str) -> bool:
    found = _ways(definitions, process)
    return not found or any(way.kind == "none" for way in found)


def beginning_of(definitions: Definitions, process: str) -> Beginning | None:
    """Where a process begins that is begun by hand: plainly, else at its first start event.

    None for a process without start events.
    """
    found = _ways(definitions, process)
    plain = (way for way in found if way.kind == "none")
    return next(plain, found[0] if found else None)

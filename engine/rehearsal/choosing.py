"""Which processes begin by themselves."""

from __future__ import annotations

from engine.errors import NotFound
from engine.spiff import Definitions, begins_at_event, called, thrown, triggers


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
    called_by_others, own = called(definitions), thrown(definitions)
    free = [key for key in definitions.processes if key not in called_by_others]
    plain = [key for key in free if begins_at_event(definitions, key) is None]
    outside = [
        key
        for key in free
        for way in triggers(definitions, key)
        if way.kind != "timer" and (way.kind, way.name) not in own
    ]
    return plain or list(dict.fromkeys(outside)) or list(definitions.processes)[:1]

"""What a new version adds around the positions of an instance: armed, or passed already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.spiff.definitions import Definitions
from engine.spiff.instance import Instance, Scoped
from engine.spiff.places import reachable
from engine.spiff.tokens import Token

Names = Mapping[str, str]
PEOPLE_NOTICE = frozenset(
    ("userTask", "manualTask", "serviceTask", "sendTask", "businessRuleTask", "callActivity")
)


def arm(old: Instance, new: Instance, names: Names) -> None:
    """Arm the boundary events and event sub-processes that the old version did not have."""
    known = {names.get(id, id) for scope in old.scopes() for id in _ids(scope)}
    for token in list(new.index.values()):
        for event in getattr(token.task_spec, "boundary", ()):
            if event.armed and event.drawn.id not in known:
                token.hold(event).enter()
    for scope in list(new.scopes()):
        for listener in scope.spec.listeners:
            if listener.armed and listener.drawn.id not in known:
                Token(scope, listener).enter()


def spec_name(scope: Scoped, names: Names) -> str:
    """What the inside of this scope is called in the new version."""
    process, *inside = scope.spec.name.split("/")
    return "/".join([process, *(names.get(id, id) for id in inside)])


def passed(old: Instance, new: Definitions, names: Names) -> Iterator[str]:
    """New steps that lie only before the open positions: they will not be done."""
    for scope in old.scopes():
        spec = new.specs.get(spec_name(scope, names))
        if spec is None:
            continue
        known = {names.get(id, id) for id in _ids(scope)}
        ahead = _ahead(scope, spec, names)
        for node in _nodes(spec):
            new_step = node.drawn.id not in known | ahead
            if new_step and node.drawn.type in PEOPLE_NOTICE:
                yield f"The new step “{node.element.name}” lies behind it and will not be done."


def _ids(scope: Scoped) -> set[str]:
    return {node.drawn.id for node in _nodes(scope.spec)}


def _nodes(spec: Any) -> list[Any]:
    """Our nodes; the library adds some of its own."""
    return [node for node in spec.task_specs.values() if hasattr(node, "drawn")]


def _ahead(scope: Scoped, spec: Any, names: Names) -> set[str]:
    places = {token.task_spec.drawn.id for token in scope.tasks.values()}
    here: set[str] = {names.get(id, id) for id in places} & spec.task_specs.keys()
    return here | reachable(spec.task_specs[id] for id in here)

"""An instance as bytes: what is open and the variables, never the spec, never the past."""

from __future__ import annotations

import json
import zlib
from collections import ChainMap
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.model import Problem, ThrownMessage
from engine.spiff.instance import Instance, Scoped
from engine.spiff.tokens import NO_LOCALS, Locals, Token

STATE_VERSION = 1
_LEVEL = 1


class StateUnreadable(PlumblineError):
    """A stored state was written by another release and cannot be continued by this one."""


def freeze(instance: Instance) -> bytes:
    """The state as compressed JSON."""
    table: list[dict[str, Any]] = []
    places: dict[int, int] = {}
    failure = instance.failure
    content = {
        "state_version": STATE_VERSION,
        "process": instance.spec.name,
        "completed": instance.completed,
        "failure": failure and [str(failure.task_id), failure.element_id, failure.sentence],
        "variables": instance.variables,
        "scopes": [_scope(scope, table, places) for scope in instance.scopes()],
        "locals": table,
        "thrown": [[m.message, m.key, m.payload] for m in instance.thrown],
    }
    text = json.dumps(content, default=_tagged, separators=(",", ":"), check_circular=False)
    return zlib.compress(text.encode(), _LEVEL)


def _scope(scope: Scoped, table: list[dict[str, Any]], places: dict[int, int]) -> list[Any]:
    parent = scope.parent_task_id
    tokens = [_token(t, table, places) for t in scope.tasks.values()]
    return [parent and parent.hex, scope.spec.name, tokens]


def _token(token: Token, table: list[dict[str, Any]], places: dict[int, int]) -> list[Any]:
    parent = token._parent
    return [
        token.id.hex,
        token.task_spec.name,
        token._state,
        parent and parent.hex,
        token.internal_data,
        [] if token.data is NO_LOCALS else _locals(token.data, table, places),
    ]


def _locals(data: Locals, table: list[dict[str, Any]], places: dict[int, int]) -> list[int]:
    found = []
    for level in data.maps:
        place = places.get(id(level))
        if place is None:
            place = places[id(level)] = len(table)
            table.append(dict(level))
        found.append(place)
    return found


def thaw(blob: bytes, make: Any) -> Instance:
    """The instance the bytes describe; `make` gives an empty one. Raises StateUnreadable."""
    text = zlib.decompress(blob).decode()
    hook = _untagged if '{"@' in text else None
    content = json.loads(text, object_hook=hook)
    if content.get("state_version") != STATE_VERSION:
        found = content.get("state_version")
        raise StateUnreadable(f"The state has version {found}; this release reads {STATE_VERSION}.")
    instance: Instance = make()
    instance.variables.update(content["variables"])
    instance.thrown = [ThrownMessage(*m) for m in content["thrown"]]
    table = content["locals"]
    for parent, _, tokens in content["scopes"]:
        _fill(instance, parent, tokens, table)
    instance.completed = content["completed"]
    if content["failure"]:
        token_id, element_id, sentence = content["failure"]
        instance.failure = Problem(UUID(token_id), element_id, "error", sentence)
    return instance


def _fill(instance: Instance, parent: str | None, tokens: list[Any], table: list[Any]) -> None:
    scope: Scoped = instance
    if parent is not None:
        holder = instance.index[UUID(parent)]
        inner = holder.task_spec.inner  # type: ignore[attr-defined]
        scope = instance.create_subprocess(holder, inner)
    chains: dict[tuple[int, ...], Locals] = {}
    for id, name, state, held_by, internal, places in tokens:
        holder = scope.tasks[UUID(held_by)] if held_by else None
        data = chains.get(tuple(places)) if places else NO_LOCALS
        if data is None:
            data = chains[tuple(places)] = ChainMap(*(table[p] for p in places))
        spec = scope.spec.task_specs[name]
        token = Token(scope, spec, data=data, state=state, id=UUID(hex=id), holder=holder)
        token.internal_data = internal
        if state == TaskState.READY and not spec.manual:
            instance.ready.append(token)


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"@dt": value.isoformat()}
    if isinstance(value, date):
        return {"@d": value.isoformat()}
    if isinstance(value, time):
        return {"@t": value.isoformat()}
    if isinstance(value, timedelta):
        return {"@du": f"{value.days},{value.seconds},{value.microseconds}"}
    if isinstance(value, Decimal):
        return {"@n": str(value)}
    raise TypeError(f"{type(value).__name__} cannot be stored in a process instance")


def _untagged(value: dict[str, Any]) -> Any:
    if len(value) == 1:
        [(tag, text)] = value.items()
        if tag in _READERS:
            return _READERS[tag](text)
    return value


def _duration(text: str) -> timedelta:
    days, seconds, microseconds = map(int, text.split(","))
    return timedelta(days, seconds, microseconds)


_READERS: dict[str, Any] = {
    "@dt": datetime.fromisoformat,
    "@d": date.fromisoformat,
    "@t": time.fromisoformat,
    "@du": _duration,
    "@n": Decimal,
}

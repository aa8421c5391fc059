"""An instance as bytes: what is open and the variables, never the spec, never the past."""

from __future__ import annotations

import json
import zlib
from collections import ChainMap
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.model import Problem, ThrownMessage, ThrownSignal
from engine.months import Months
from engine.spiff import budgets
from engine.spiff.elements import conditions
from engine.spiff.elements.compensation import frozen, renamed_in, thawed
from engine.spiff.elements.joins import restore
from engine.spiff.instance import Instance, Scoped
from engine.spiff.tokens import NO_LOCALS, Locals, Token

STATE_VERSION = 1
_LEVEL = 1
# All local variables are laid over this one empty level, which is never written to.
[_BOTTOM] = NO_LOCALS.maps


class StateUnreadable(PlumblineError):
    """A stored state was written by another release and cannot be continued by this one."""


def freeze(instance: Instance) -> bytes:
    """The state as compressed JSON. Raises StateTooLarge."""
    text = _text(instance)
    if len(text) > budgets.MOST_BYTES:
        raise budgets.StateTooLarge(instance.variables)
    return zlib.compress(text.encode(), _LEVEL)


def size(instance: Instance) -> int:
    """How many bytes the state takes before it is compressed."""
    return len(_text(instance))


def _text(instance: Instance) -> str:
    table: list[dict[str, Any]] = []
    places: dict[int, int] = {}
    failure = instance.failure
    scopes = {id(scope): place for place, scope in enumerate(instance.scopes())}
    content = {
        "state_version": STATE_VERSION,
        "process": instance.spec.name,
        "completed": instance.completed,
        "failure": failure and [str(failure.task_id), failure.element_id, failure.sentence],
        "variables": instance.variables,
        "scopes": [parent.hex for parent in instance.subprocesses],
        "tokens": [_token(t, scopes, table, places) for t in instance.index.values()],
        "undo": {
            place: frozen(scope.done, lambda data: _places(data, table, places))
            for place, scope in enumerate(instance.scopes())
            if scope.done
        },
        "kept": instance.kept,
        "locals": table,
        "thrown": [[m.message, m.key, m.payload] for m in instance.thrown],
        "signalled": [[s.signal, s.payload] for s in instance.signalled],
    }
    return json.dumps(content, default=_tagged, separators=(",", ":"), check_circular=False)


def _token(
    token: Token, scopes: dict[int, int], table: list[dict[str, Any]], places: dict[int, int]
) -> list[Any]:
    holder = token._parent
    return [
        token.id.hex,
        token.task_spec.name,
        token._state,
        scopes[id(token.workflow)],
        holder and holder.hex,
        token.internal_data,
        _places(token.data, table, places),
    ]


def _places(data: Locals, table: list[dict[str, Any]], places: dict[int, int]) -> list[int]:
    found: list[int] = []
    for level in data.maps:
        if level is _BOTTOM:
            continue
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
    instance.written = len(text)
    instance.variables.update(content["variables"])
    instance.thrown = [ThrownMessage(*m) for m in content["thrown"]]
    instance.signalled = [ThrownSignal(*s) for s in content.get("signalled", ())]
    chains = _Chains(content["locals"])
    made = _fill(instance, content["tokens"], content["scopes"], chains)
    instance.kept = content.get("kept", 0)
    for place, raw in content.get("undo", {}).items():
        made[int(place)].done = thawed(raw, chains.at)
    instance.completed = content["completed"]
    if content["failure"]:
        token_id, element_id, sentence = content["failure"]
        instance.failure = Problem(UUID(token_id), element_id, "error", sentence)
    return instance


def renamed(blob: bytes, places: Mapping[str, str | None], names: Mapping[str, str]) -> bytes:
    """The same state with other element names by token; those with None are left out. `names` are
    the new ids of elements, for what may be compensated."""
    content = json.loads(zlib.decompress(blob).decode())
    kept = [row for row in content["tokens"] if places.get(row[0], row[1]) is not None]
    content["tokens"] = [[row[0], places.get(row[0], row[1]), *row[2:]] for row in kept]
    undo = content.get("undo", {})
    content["undo"] = {place: renamed_in(rows, names) for place, rows in undo.items()}
    text = json.dumps(content, separators=(",", ":"), check_circular=False)
    return zlib.compress(text.encode(), _LEVEL)


class _Chains:
    """Local variables: tokens that shared them share them again."""

    def __init__(self, table: list[Any]) -> None:
        self._table = table
        self._made: dict[tuple[int, ...], Locals] = {(): NO_LOCALS}

    def at(self, levels: list[int]) -> Locals:
        """The variables at these places of the table."""
        key = tuple(levels)
        if key not in self._made:
            self._made[key] = ChainMap(*(self._table[level] for level in levels), _BOTTOM)
        return self._made[key]


def _fill(
    instance: Instance, tokens: list[Any], scopes: list[str], chains: _Chains
) -> dict[int, Scoped]:
    """Put the tokens back in the order in which they came to be: holders are there first."""
    made: dict[int, Scoped] = {0: instance}
    tokens_by_id: dict[str, Token] = {}
    for id, name, state, place, holder, internal, levels in tokens:
        if place not in made:
            made[place] = _inside(instance, scopes[place - 1])
        scope, data = made[place], chains.at(levels)
        held_by = tokens_by_id[holder] if holder else None
        node = scope.spec.task_specs[name]
        token = Token(scope, node, data=data, state=state, id=UUID(hex=id), holder=held_by)
        tokens_by_id[id] = token
        token.internal_data = internal
        _take_up(instance, token)
    _in_order(instance, scopes, made)
    return made


def _take_up(instance: Instance, token: Token) -> None:
    """Let the instance look after it again: to be run, asked or joined."""
    if "was" in token.internal_data:
        conditions.watch(token)
    if token.state == TaskState.READY and not token.task_spec.manual:
        instance.ready.append(token)
    elif token.state == TaskState.FUTURE and token.task_spec.gathers:
        restore(token)


def _in_order(instance: Instance, scopes: list[str], made: dict[int, Scoped]) -> None:
    """Scopes are found in the order in which they began, also one that has lost its last token."""
    for place, holder in enumerate(scopes, 1):
        if place not in made:
            made[place] = _inside(instance, holder)
    opened = instance.subprocesses
    instance.subprocesses = {id: opened[id] for id in map(UUID, scopes)}


def _inside(instance: Instance, holder: str) -> Scoped:
    activity = instance.index[UUID(hex=holder)]
    node: Any = activity.task_spec
    return instance.create_subprocess(activity, node.inner)


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"@dt": value.isoformat()}
    if isinstance(value, date):
        return {"@d": value.isoformat()}
    if isinstance(value, time):
        return {"@t": value.isoformat()}
    if isinstance(value, timedelta):
        return {"@du": f"{value.days},{value.seconds},{value.microseconds}"}
    if isinstance(value, Months):
        return {"@mo": str(value.count)}
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
    "@mo": lambda text: Months(int(text)),
    "@n": Decimal,
}

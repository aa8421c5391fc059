"""Carrying a running instance over to another version of its diagrams, position by position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import OperationRefused
from engine.spiff import inserted, state
from engine.spiff.definitions import Definitions
from engine.spiff.elements.catching import Boundary, Listener
from engine.spiff.elements.compensation import Done
from engine.spiff.elements.subprocesses import SubProcess
from engine.spiff.elements.undoing import undo_name
from engine.spiff.execution import Execution, empty
from engine.spiff.feel import Host
from engine.spiff.inserted import spec_name
from engine.spiff.instance import Instance
from engine.spiff.tokens import NO_LOCALS, Token

Names = Mapping[str, str]


@dataclass(frozen=True)
class Judgement:
    """Whether an instance can be carried over: not when there are `obstacles`. `notes` say what
    its people will see; `places` is the new name of each position, None where it is dropped.
    `gone` are those obstacles that end when somebody says what an element has become."""

    obstacles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: Mapping[str, str | None] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


def judge(execution: Execution, new: Definitions, names: Names) -> Judgement:
    """Look at every open position. `names` gives new ids for elements that were renamed."""
    instance = execution._instance
    if instance.spec.name not in new.processes:
        return Judgement((f'The process "{instance.spec.name}" is not in the new version.',))
    obstacles: list[str] = []
    gone: list[str] = []
    notes: list[str] = []
    places: dict[str, str | None] = {}
    for token in instance.index.values():
        place = _place(token, names)
        node = _node(token, new, names)
        if node is None and _may_go(token):
            places[token.id.hex] = None
            notes.append(f"“{token.task_spec.element.name}” is no longer waited for.")
            continue
        places[token.id.hex] = place
        found = list(_differs(token, node, names))
        obstacles += found
        gone += found if node is None else []
    obstacles += _undone(instance, new, names)
    notes += inserted.passed(instance, new, names)
    return Judgement(_once(obstacles), _once(notes), places, _once(gone))


def carry(execution: Execution, new: Definitions, names: Names, host: Host) -> Execution:
    """The same positions, variables and dates in the new version; new boundary events and event
    sub-processes are armed from now on. `run` has yet to be called.

    Raises OperationRefused with the first obstacle.
    """
    judged = judge(execution, new, names)
    if judged.obstacles:
        raise OperationRefused(judged.obstacles[0], "Leave it on its version, or say what it is.")
    old = execution._instance
    blob = state.renamed(execution.save(), judged.places, names)
    carried = Execution(state.thaw(blob, lambda: empty(new, old.spec.name, host)))
    inserted.arm(old, carried._instance, names)
    for scope in reversed(list(carried._instance.scopes())):
        scope.end_if_done(NO_LOCALS)  # Its last open position may have been what was dropped.
    return carried


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


def _place(token: Token, names: Names) -> str:
    """What is not drawn itself is called after an element, which may have another id now."""
    id, space, what = str(token.task_spec.name).partition(" ")
    return names.get(id, id) + space + what


def _node(token: Token, new: Definitions, names: Names) -> Any:
    spec = new.specs.get(spec_name(token.workflow, names))
    return None if spec is None else spec.task_specs.get(_place(token, names))


def _may_go(token: Token) -> bool:
    """A boundary event or the start of an event sub-process: what it hangs on stays."""
    return isinstance(token.task_spec, Boundary | Listener) and not token._children


def _differs(token: Token, node: Any, names: Names) -> Iterator[str]:
    old, called = token.task_spec, token.task_spec.element.name
    if node is None:
        yield f"It is at “{called}”, which is not in the new version."
        return
    if type(node) is not type(old) or node.drawn.type != old.drawn.type:
        yield f"“{called}” is another kind of element in the new version."
    elif _kinds(node.drawn) != _kinds(old.drawn):
        yield f"“{called}” repeats or waits in another way in the new version."
    elif isinstance(old, SubProcess) and _inside(old, names) != node.inner:
        yield f"“{called}” calls another process in the new version."
    elif isinstance(old, Boundary) and node.drawn.attached_to != _attached(old, names):
        yield f"“{called}” sits on another activity in the new version."
    elif not _arrives(token, node):
        yield f"The flow by which it came to “{called}” is not in the new version."


def _kinds(drawn: Any) -> tuple[Any, ...]:
    loop = drawn.loop.kind if drawn.loop else None
    return loop, [(event.kind, event.timer) for event in drawn.events], drawn.interrupting


def _inside(old: SubProcess, names: Names) -> str:
    process, *inside = old.inner.split("/")
    return "/".join([process, *(names.get(id, id) for id in inside)])


def _attached(old: Boundary, names: Names) -> str:
    host = old.drawn.attached_to or ""
    return names.get(host, host)


def _arrives(token: Token, node: Any) -> bool:
    """A token that waits to be joined with others came by a flow that is still there."""
    flow = token.internal_data.get("flow")
    if token.id not in token.workflow.top_workflow.joining or flow is None:
        return True
    return flow in node.upstream


def _undone(instance: Instance, new: Definitions, names: Names) -> Iterator[str]:
    """What completed and may be compensated must have something to be compensated by."""
    for scope in instance.scopes():
        yield from _lost(scope.done, spec_name(scope, names), new, names)


def _lost(kept: Iterable[Done], spec: str, new: Definitions, names: Names) -> Iterator[str]:
    known: Any = new.specs[spec].task_specs if spec in new.specs else {}
    for done in kept:
        undo = known.get(undo_name(names.get(done.activity, done.activity)))
        if undo is None:
            yield f"“{done.activity}” may be compensated, and cannot be in the new version."
        else:
            yield from _lost(done.inside, undo.inner, new, names)

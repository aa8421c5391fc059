"""Where a token may be put by hand, and what lies behind an element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.errors import NotFound, OperationRefused
from engine.spiff.elements.catching import Boundary, Listener
from engine.spiff.elements.nodes import Node
from engine.spiff.elements.people import UserTask
from engine.spiff.elements.subprocesses import Start, SubProcess
from engine.spiff.instance import Instance, Scoped
from engine.spiff.tokens import Token


def open_at(instance: Instance, task_id: UUID) -> Token:
    """The open token of that id. Raises NotFound when the instance has moved on."""
    token = instance.index.get(task_id)
    if token is None or "armed" in token.internal_data:
        raise NotFound("The instance is no longer there: it has moved on.")
    return token


def goal(token: Token, element_id: str) -> tuple[Token, Node]:
    """The token that leaves, outwards from this one, and the node beside it to go to."""
    if token.holder is not None:
        raise OperationRefused(
            "It is one of several instances of an activity, or a boundary event.",
            "Move the activity it belongs to, or skip this instance.",
        )
    for at in _outwards(token):
        node = at.workflow.spec.task_specs.get(element_id)
        if node is not None and at.holder is None:
            _enterable(node, element_id)
            return at, node
    raise OperationRefused(
        f'"{element_id}" is neither beside the token nor around it.',
        "Choose an element of the same process or sub-process, or the sub-process itself.",
    )


def behind(instance: Instance, element_id: str) -> tuple[Node, list[Token]]:
    """The user task and the open tokens that came, or may have come, from it."""
    for scope in instance.scopes():
        node = scope.spec.task_specs.get(element_id)
        if node is not None and isinstance(node, UserTask) and not _several(node):
            ended = _after(scope, node)
            if ended:
                return node, ended
    raise OperationRefused(
        f'Nothing that is open comes after "{element_id}".',
        "Choose a user task that is behind the present position, in the same sub-process.",
    )


def _after(scope: Scoped, node: Node) -> list[Token]:
    reached = reachable([node])
    return [
        token
        for token in list(scope.tasks.values())
        if token.holder is None
        and "armed" not in token.internal_data
        and not token.state & (TaskState.COMPLETED | TaskState.CANCELLED)
        and token.task_spec.name in reached
    ]


def reachable(nodes: Iterable[Node]) -> set[str]:
    """The names of the nodes that flows and boundary events lead to from these."""
    seen: set[str] = set()
    fringe = [after for node in nodes for after in _next(node)]
    while fringe:
        one = fringe.pop()
        if one.name not in seen:
            seen.add(one.name)
            fringe += _next(one)
    return seen


def _next(node: Node) -> Iterator[Node]:
    yield from (way.node for way in node.ways)
    yield from getattr(node, "boundary", ())


def _outwards(token: Token) -> Iterator[Token]:
    at: Token | None = token
    while at is not None:
        yield at
        if at.holder is not None:
            at = at.holder
            continue
        above = at.workflow.parent_task_id
        at = None if above is None else at.workflow.top_workflow.index[above]


def _enterable(node: Node, element_id: str) -> None:
    spec: Any = node
    by_event = isinstance(spec, SubProcess) and spec.by_event
    if by_event or isinstance(spec, Boundary | Listener | Start):
        raise OperationRefused(
            f'"{element_id}" begins by an event, not by a flow.', "Choose what comes after it."
        )
    if node.joins and node.gathers:
        raise OperationRefused(
            f'"{element_id}" waits for several flows.', "Choose what comes after it."
        )


def _several(node: Node) -> bool:
    return node.drawn.loop is not None

"""Where several tokens become one: what waits, by which flow it came, and what may still come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.spiff.elements.nodes import Node
    from engine.spiff.instance import Instance, Scoped
    from engine.spiff.tokens import Token

FIRED = "has fired"


def waiting(scope: Scoped, node: Node) -> dict[str, list[Token]]:
    """The tokens that wait before a node, by the id of their flow, the oldest first."""
    found: dict[str, list[Token]] = {}
    for token in scope.top_workflow.joining.values():
        if token.task_spec is node and token.workflow is scope and FIRED not in token.internal_data:
            found.setdefault(token.internal_data.get("flow", ""), []).append(token)
    return found


def merge(tokens: Sequence[Token]) -> None:
    """Go on as one token: the first; the others have arrived in it."""
    first, *others = tokens
    for token in others:
        token.workflow.leave(token)
    first.admit()


def restore(token: Token) -> None:
    """Let a token wait again that was saved as waiting. States of an earlier release know the
    element it came from; there was one flow from each then."""
    data = token.internal_data
    source = data.pop("from", None)
    if source in token.task_spec.sources:
        data.setdefault("flow", token.task_spec.sources[source])
    token.join()


def oldest(arrived: dict[str, list[Token]]) -> list[Token]:
    """One token of each flow that has any."""
    return [tokens[0] for tokens in arrived.values()]


def let_go(token: Token) -> None:
    """Go on, by hand, with what has come where this token waits, without what is lacking."""
    arrived = waiting(token.workflow, token.task_spec)
    if token.task_spec.joins:
        merge(oldest(arrived))
    else:
        merge([token for tokens in arrived.values() for token in tokens])


def places(tokens: Iterable[Token]) -> set[str]:
    """The ids of the elements that these tokens stand at by themselves: a boundary event or an
    instance of a loop goes with the token that holds it, and what is only armed has not begun."""
    return {
        token.task_spec.drawn.id
        for token in tokens
        if token._parent is None and not token.internal_data.keys() & {"armed", FIRED}
    }


def blockers(scope: Scoped, node: Node, arrived: Collection[str]) -> set[str]:
    """BPMN 2.0.2, 13.4.3: where tokens stand that can still come by a flow that has none, and
    cannot come by one that has. `arrived` holds the ids of the flows that have a token."""
    ups = node.upstream
    empty = set().union(*(up for flow, up in ups.items() if flow not in arrived))
    if not empty:
        return empty
    full = set().union(*(up for flow, up in ups.items() if flow in arrived))
    return (places(scope.tasks.values()) & empty) - full - {node.drawn.id}


def settle(instance: Instance) -> bool:
    """Now that nothing else moves: let one join go on that may. False when none does."""
    found = [(token.workflow, token.task_spec) for token in instance.joining.values()]
    return any(node.settle(scope) for scope, node in dict.fromkeys(found))

"""Deadlocks: joins that wait for a token that can no longer come."""

from __future__ import annotations

from collections.abc import Iterable

from engine.spiff.elements.joins import FIRED, places
from engine.spiff.elements.nodes import Node
from engine.spiff.instance import Instance, Scoped
from engine.spiff.tokens import Token

Joins = dict[Node, Token]


def stalled(instance: Instance) -> list[Token]:
    """The oldest token before each join that can never go on, although other branches may.

    Only what can still move counts. A join that can get what it lacks counts as such in its turn,
    so that two joins that wait for each other are found; what lies beyond an open choice may come.
    """
    found: dict[Scoped, Joins] = {}
    for token in instance.joining.values():
        if FIRED not in token.internal_data:
            found.setdefault(token.workflow, {}).setdefault(token.task_spec, token)
    return [token for scope, joins in found.items() for token in _stuck(scope, joins)]


def _stuck(scope: Scoped, joins: Joins) -> Iterable[Token]:
    joining = scope.top_workflow.joining
    live = places(token for token in scope.tasks.values() if token.id not in joining)
    while hopeful := [node for node in joins if node.hopes(scope, live)]:
        live |= {node.drawn.id for node in hopeful}
        joins = {node: token for node, token in joins.items() if node not in hopeful}
    return joins.values()

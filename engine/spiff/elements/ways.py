"""The ways on from an element: its sequence flows, and which of them a token takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.errors import PlumblineError

if TYPE_CHECKING:
    from engine.spiff.elements.nodes import Node
    from engine.spiff.tokens import Token

Ways = Sequence["Way"]


class NoWay(PlumblineError):
    """No condition is true and there is no default flow, so the process cannot go on."""

    def __init__(self) -> None:
        super().__init__("None of the conditions is true, and no flow is marked as the default.")


@dataclass(frozen=True)
class Way:
    """One sequence flow that leaves a node. `flow` is its id."""

    flow: str
    node: Node
    condition: str | None = None
    default: bool = False

    @property
    def free(self) -> bool:
        """Whether every token takes it."""
        return self.condition is None and not self.default


def chosen(token: Token, ways: Ways, **known: Any) -> list[Way]:
    """BPMN 2.0.2, 13.3.1 and 13.4.3: every flow without a condition and every flow whose condition
    is true; the default when none of the conditions is. Raises ExpressionFailed."""
    true = {way.flow for way in ways if way.condition is not None and holds(token, way, **known)}
    return [w for w in ways if w.free or w.flow in true or (w.default and not true)]


def first(token: Token, ways: Ways) -> list[Way]:
    """The first flow whose condition is true, else the default, else none. The conditions of the
    flows behind it are not asked. Raises ExpressionFailed."""
    for way in ways:
        if way.free or (not way.default and holds(token, way)):
            return [way]
    return [way for way in ways if way.default]


def holds(token: Token, way: Way, **known: Any) -> bool:
    """Whether the condition is true as this token sees it. Raises ExpressionFailed."""
    engine = token.workflow.script_engine
    return bool(engine.evaluate(token, way.condition or "true", known, bool))

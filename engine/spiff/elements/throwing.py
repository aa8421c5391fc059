"""Errors and escalations: from the place that throws, outwards, to the first place that catches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from engine.model import Problem
from engine.spiff.tokens import Token

if TYPE_CHECKING:
    from engine.spiff.elements.catching import Catching


def raised(token: Token, code: str | None) -> bool:
    """Let an error be caught by this activity or by what encloses it; False when nobody does."""
    return _caught(token, "error", code)


def escalated(token: Token, code: str | None) -> bool:
    """Let an escalation be caught by what encloses the event; False when nobody does."""
    return _caught(token, "escalation", code)


def cancelled(token: Token) -> bool:
    """A transaction was rolled back: let its cancel boundary event go on; False without one."""
    return _caught(token, "cancel", None)


def fail(token: Token, element_id: str, sentence: str) -> None:
    """End the whole instance as failed, visibly."""
    instance = token.workflow.top_workflow
    instance.failure = Problem(token.id, element_id, "error", sentence)
    instance.empty()


def _caught(token: Token, kind: str, code: str | None) -> bool:
    for at, catchers in _outwards(token):
        for wanted in (code, None):
            for node in catchers:
                if any(e.kind == kind and e.name == wanted for e in node.drawn.events):
                    node.catch_at(at)
                    return True
    return False


def _outwards(token: Token) -> Iterator[tuple[Token, Sequence[Catching]]]:
    """Each activity around the throwing place with its boundary, each scope with its listeners."""
    at: Token | None = token
    while at is not None:
        spec: Any = at.task_spec
        yield at, getattr(spec, "boundary", ())
        if at.holder is not None:
            at = at.holder
            continue
        if not getattr(spec, "by_event", False) and not _over(at):
            yield at, at.workflow.spec.listeners
        above = at.workflow.parent_task_id
        at = None if above is None else at.workflow.top_workflow.index[above]


def _over(at: Token) -> bool:
    """Whether this compensates what is inside an activity that has ended: nothing listens there."""
    index, above = at.workflow.top_workflow.index, at.workflow.parent_task_id
    runner = at.internal_data.get("runner")
    by_runner = runner is not None and index[UUID(hex=runner)].task_spec.ended
    return by_runner or (above is not None and "runner" in index[above].internal_data)

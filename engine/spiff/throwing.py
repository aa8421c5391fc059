"""Errors and escalations: from the place that throws, outwards, to the first place that catches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from engine.spiff.tokens import Token

if TYPE_CHECKING:
    from engine.spiff.catching import Catching


def raised(token: Token, code: str | None) -> bool:
    """Let an error be caught by this activity or by what encloses it; False when nobody does."""
    return _caught(token, "error", code)


def escalated(token: Token, code: str | None) -> bool:
    """Let an escalation be caught by what encloses the event; False when nobody does."""
    return _caught(token, "escalation", code)


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
        if not getattr(spec, "by_event", False):
            yield at, at.workflow.spec.listeners
        above = at.workflow.parent_task_id
        at = None if above is None else at.workflow.top_workflow.index[above]

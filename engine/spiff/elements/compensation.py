"""What has completed and can be compensated. A scope keeps that, and nothing else of its past."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from engine.errors import PlumblineError
from engine.spiff.tokens import Locals, Token

if TYPE_CHECKING:
    from engine.spiff.instance import Scoped

MOST_KEPT = 1000


class TooMuchKept(PlumblineError):
    """An activity that goes round for ever and can be compensated would grow the instance."""

    def __init__(self) -> None:
        super().__init__(
            f"More than {MOST_KEPT} completed activities are kept for compensation. "
            "End the loop earlier, or put it into a sub-process of its own."
        )


@dataclass
class Done:
    """One completed activity, or one instance of a loop, with the variables that were its own.

    `inside` is what completed in it; `whole` is False when it was stopped before its end; `claim`
    is the token that is to compensate it.
    """

    activity: str
    order: int
    data: Locals
    inside: list[Done] = field(default_factory=list)
    whole: bool = True
    claim: UUID | None = None


def make_room(token: Token) -> None:
    """Raises TooMuchKept before an activity begins whose completion could not be kept."""
    top = token.workflow.top_workflow
    if top.kept < MOST_KEPT:
        return
    if sum(_count(scope.done) for scope in top.scopes()) >= MOST_KEPT:
        raise TooMuchKept()


def _count(kept: Sequence[Done]) -> int:
    return sum(1 + _count(done.inside) for done in kept)


def remember(token: Token) -> None:
    """The activity has completed: keep it when a handler is drawn for it."""
    spec: Any = token.task_spec
    if spec.undo is not None:
        _keep(token, spec.undo.activity, token.data, [])


def remember_inside(token: Token, inside: list[Done], data: Locals) -> None:
    """The same for an activity with an inside, unless nothing there can be compensated."""
    spec: Any = token.task_spec
    undo, specs = spec.undo, token.workflow.top_workflow.subprocess_specs
    if undo is not None and undo.handler is not None:
        remember(token)
    elif undo is not None and (inside or specs[undo.inner].undoes_itself is not None):
        _keep(token, undo.activity, data, inside)


def _keep(
    token: Token, activity: str, data: Locals, inside: list[Done], *, whole: bool = True
) -> None:
    top = token.workflow.top_workflow
    top.kept += 1
    token.workflow.done.append(Done(activity, top.kept, data, inside, whole))


def visible(token: Token) -> Iterator[Scoped]:
    """Where a throw event looks: its own scope and, in an event sub-process, the one around it."""
    scope, index = token.workflow, token.workflow.top_workflow.index
    yield scope
    while scope.parent_task_id is not None:
        holder = index[scope.parent_task_id]
        if not getattr(holder.task_spec, "by_event", False):
            return
        scope = holder.workflow
        yield scope


def gathered(scope: Scoped) -> list[Done]:
    """All that has completed in a scope that is to be stopped, and in what still runs inside it."""
    inner = scope.top_workflow.subprocesses
    for token in [t for t in scope.tasks.values() if t.id in inner]:
        undo, inside = getattr(token.task_spec, "undo", None), gathered(inner[token.id])
        if undo is not None and inside:
            _keep(token, undo.activity, token.data, inside, whole=False)
    return scope.done


def frozen(kept: Sequence[Done], places: Callable[[Locals], list[int]]) -> list[Any]:
    """As JSON; `places` says where local variables are written."""
    return [
        [
            done.activity,
            done.order,
            places(done.data),
            frozen(done.inside, places),
            done.whole,
            done.claim and done.claim.hex,
        ]
        for done in kept
    ]


def thawed(raw: Sequence[Any], chain: Callable[[list[int]], Locals]) -> list[Done]:
    """What `frozen` wrote."""
    return [
        Done(activity, order, chain(data), thawed(inside, chain), whole, claim and UUID(hex=claim))
        for activity, order, data, inside, whole, claim in raw
    ]


def renamed_in(raw: Sequence[Any], names: Mapping[str, str]) -> list[Any]:
    """What `frozen` wrote, with the new ids of elements."""
    return [
        [names.get(activity, activity), order, places, renamed_in(inside, names), *rest]
        for activity, order, places, inside, *rest in raw
    ]

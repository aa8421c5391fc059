"""One operation of the API: declared once, and from that served, checked and documented."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, get_args, get_type_hints
from uuid import UUID

from flask import Blueprint, Response

from web.access.permission import Loader, permit
from web.api import asking, once
from web.api.shapes import Asked, Given
from web.clients.bearer import note

Act = TypeVar("Act", bound=Callable[..., Given | None])
ROOT = "/api/v1"
blueprint = Blueprint("api", __name__)
OPERATIONS: list[Operation] = []


@dataclass(frozen=True)
class Operation:
    """What the document says of one operation. `name` is its operationId and its endpoint."""

    name: str
    method: str
    address: str
    tag: str
    scope: str
    status: int
    refuses: tuple[int, ...]
    summary: str
    description: str
    places: Mapping[str, Any] = field(default_factory=dict)
    query: type[Asked] | None = None
    body: type[Asked] | None = None
    answer: type[Given] | None = None
    kept: bool = True

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method != "GET"

    @property
    def once(self) -> bool:
        """Whether its answer is kept, so that the same request is not carried out twice."""
        return self.method == "POST" and self.kept


def operation(
    method: str,
    address: str,
    *,
    tag: str,
    scope: str,
    action: str,
    of: Loader | None = None,
    status: int = 200,
    refuses: tuple[int, ...] = (),
    kept: bool = True,
) -> Callable[[Act], Act]:
    """Declare a function as an operation. Its parameters say what it takes: `query` and `body` by
    their shapes, all others are in the address. What it returns is the answer, None for none.

    `refuses` are the statuses beside those that follow from the declaration. Not `kept`: it holds
    content, so that its answer is never stored.
    """

    def declare(act: Act) -> Act:
        known = replace(_read(act, method, address, tag, scope, status, refuses), kept=kept)
        OPERATIONS.append(known)
        view = permit(action, of, scope=scope)(_view(known, act))
        blueprint.add_url_rule(ROOT + _rule(known), known.name, view, methods=[method])
        return act

    return declare


def _read(
    act: Callable[..., Any],
    method: str,
    address: str,
    tag: str,
    scope: str,
    status: int,
    refuses: tuple[int, ...],
) -> Operation:
    hints = get_type_hints(act)
    answer = hints.pop("return")
    said = inspect.getdoc(act) or ""
    summary, _, description = said.partition("\n\n")
    return Operation(
        name=act.__name__,
        method=method,
        address=address,
        tag=tag,
        scope=scope,
        status=status,
        refuses=refuses,
        summary=" ".join(summary.split()),
        description=" ".join(description.split()),
        query=hints.pop("query", None),
        body=hints.pop("body", None),
        places=hints,
        answer=None if answer is type(None) else answer,
    )


def _rule(known: Operation) -> str:
    rule = known.address
    for name, kind in known.places.items():
        words = ",".join(get_args(kind))
        converter = "uuid:" if kind is UUID else f"any({words}):" if words else ""
        rule = rule.replace(f"{{{name}}}", f"<{converter}{name}>")
    return rule


def _view(known: Operation, act: Callable[..., Given | None]) -> Callable[..., Response]:
    def view(**places: Any) -> Response:
        given = dict(places)
        if known.query is not None:
            given["query"] = asking.query(known.query)
        if known.body is not None:
            given["body"] = asking.body(known.body)
        made = _answered(known, act(**given))
        if known.writes:
            note(known.name)
        return made

    view.__doc__ = act.__doc__
    return once.stored(known.name, view) if known.once else view


def _answered(known: Operation, found: Given | None) -> Response:
    if found is None:
        return Response(status=204)
    return Response(found.model_dump_json(), known.status, mimetype="application/json")

"""How a view says what it needs. A view that says nothing is closed to everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
Loader = Callable[..., object]
PUBLIC = "public"
_MARK = "__permission__"


@dataclass(frozen=True)
class Permission:
    """The action a view carries out, and how to load the thing it is carried out on.

    With a `scope` it is for programs: a token that has the scope, and never a cookie.
    """

    action: str
    of: Loader | None = None
    scope: str = ""


def permit(action: str, of: Loader | None = None, *, scope: str = "") -> Callable[[View], View]:
    """Declare what a view does. `of` takes the view's arguments and gives the resource or None."""

    def declare(view: View) -> View:
        setattr(view, _MARK, Permission(action, of, scope))
        return view

    return declare


def declared(view: Callable[..., Any]) -> Permission | None:
    """What the view declared, or None: then nobody may use it."""
    found: Permission | None = getattr(view, _MARK, None)
    return found

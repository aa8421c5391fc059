"""Who acts, why and when, as the handlers take it."""

from __future__ import annotations

from datetime import date

from flask import g

from handlers.access.roles import Act
from web.parts import parts
from web.words import local


def act(reason: str) -> Act:
    """The person of this request, now."""
    now = parts().clock.now()
    return Act(g.actor.person, reason, now, local(now).date())


def read_day(text: str) -> date | None:
    """A day as a date field sends it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

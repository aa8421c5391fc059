"""The links under the header: those the person may use, and no others."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from engine.errors import DatabaseBusy
from web.access.actor import Actor
from web.access.decision import decide
from web.access.named import roles_for
from web.reports.routes import facts_of_list
from web.requests.listing import startable

REPORTS = "reports.overview"
LINKS = (
    ("Inbox", "inbox.overview", "inbox.read"),
    ("Requests", "requests.overview", "start.list"),
    ("Audits", "audits.overview", "audit.list"),
    ("Reports", REPORTS, "report.list"),
    ("Selected cases", "lists.overview", "list.read"),
    ("Months", "months.draws", "draw.read"),
    ("Absences", "absences.overview", "absence.list"),
    ("Extract", "extract.overview", "extract.import"),
    ("Processes", "diagrams.overview", "process.read"),
    ("Simulations", "simulations.overview", "simulation.run"),
    ("Studio", "studio.overview", "studio.read"),
    ("Operations", "operations.overview", "operations.read"),
)
# The same entry for somebody who uses only this part of it.
INSTEAD = {"operations.overview": ("operations_retention.overview", "retention.read")}
REQUESTS = "requests.overview"
# Parts of another entry, with blueprints of their own.
MANY_PARTS = ("studio", "operations")
PART_OF = {"rules": "diagrams", "policy": "diagrams", "cover": "inbox"}
DEMO_LINKS = (("Mailbox", "mailbox.overview", "mailbox.read"),)


def items(actor: Actor | None, demo: bool) -> list[dict[str, Any]]:
    """Items for the service navigation macro; empty for somebody who is not signed in."""
    if actor is None:
        return []
    links = LINKS + (DEMO_LINKS if demo else ())
    allowed = [
        (text, view)
        for text, view, action in (_for(actor, *link) for link in links)
        if (view == REPORTS and _reports()) or (view != REPORTS and _may(actor, action))
    ]
    return [_item(text, view) for text, view in allowed if view != REQUESTS or _requests()]


def _for(actor: Actor, text: str, view: str, action: str) -> tuple[str, str, str]:
    """The entry, or what stands in its place for somebody who may not open it."""
    if view in INSTEAD and not _may(actor, action):
        return text, *INSTEAD[view]
    return text, view, action


def _may(actor: Actor, action: str) -> bool:
    """Whether the page would let them in; an error page is shown without the database too."""
    try:
        return decide(actor, action, roles_for(action)).allowed
    except (DatabaseBusy, SQLAlchemyError):
        return False


def _requests() -> bool:
    """Whether there is anything to ask for; an error page is shown without the database too."""
    try:
        return bool(startable())
    except (DatabaseBusy, SQLAlchemyError):
        return False


def _reports() -> bool:
    """Whether the person reads any report, by the same facts as the page."""
    try:
        return decide(g.actor, "report.list", facts_of_list()).allowed
    except (DatabaseBusy, SQLAlchemyError):
        return False


def _item(text: str, view: str) -> dict[str, Any]:
    here = (request.endpoint or "").partition(".")[0]
    active = _whole(here) == _whole(view.partition(".")[0])
    return {"text": text, "href": url_for(view), "active": active}


def _whole(part: str) -> str:
    """The entry that a blueprint belongs to."""
    return next((one for one in MANY_PARTS if part.startswith(f"{one}_")), PART_OF.get(part, part))

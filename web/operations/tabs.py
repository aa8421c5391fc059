"""The parts of operations: those that are there and that the person may use, in one order."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, request, url_for

from web.access.decision import decide
from web.access.permission import declared

ACCESS = (
    "operations_access_people",
    "operations_access_roles",
    "operations_access_work_account",
    "operations_sign_ins",
    "operations_unmasking",
)
ACCESS_TABS = (
    ("People", "operations_access.overview"),
    ("Roles", "operations_access_roles.overview"),
    ("Sign-ins", "operations_sign_ins.overview"),
    ("Content that was shown", "operations_unmasking.overview"),
    ("Cover", "cover.overview"),
)
RETENTION = ("operations_holds", "operations_erasures", "operations_export")
RETENTION_TABS = (
    ("Schedule", "operations_retention.overview"),
    ("What is held", "operations_retention.held"),
    ("Holds", "operations_holds.overview"),
    ("Erasures", "operations_erasures.overview"),
    ("Everything about one", "operations_export.ask"),
)
# The words, the page, and the blueprints that belong to it besides its own.
TABS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Overview", "operations.overview", ()),
    ("Instances", "operations_instances.overview", ("operations_instance", "operations_acting")),
    ("Processes", "operations_processes.overview", ()),
    ("Incidents", "operations_incidents.overview", ()),
    ("Jobs", "operations_jobs.overview", ()),
    (
        "Letters",
        "operations_letters.overview",
        ("operations_letter_acts", "operations_test_letter"),
    ),
    ("Batches", "operations_batches.overview", ()),
    ("Access", "operations_access.overview", ACCESS),
    ("Clients", "operations_clients.overview", ()),
    ("Retention", "operations_retention.overview", RETENTION),
    ("Audit log", "operations_audit_log.overview", ("operations_verify",)),
)
# For whoever sees only this of access.
SHOWN = ("Content that was shown", "operations_unmasking.overview")


def operations_tabs() -> list[dict[str, Any]]:
    """Items for the sub-navigation macro; the tab the page belongs to is active."""
    here = (request.endpoint or "").partition(".")[0]
    alone = () if _allowed("operations_access.overview") else ((*SHOWN, ()),)
    return [
        {"text": text, "href": url_for(page), "active": here in (page.partition(".")[0], *more)}
        for text, page, more in (*TABS, *alone)
        if page in current_app.view_functions and _allowed(page)
    ]


def access_tabs() -> list[dict[str, Any]]:
    """The same for the parts of access."""
    return _parts(ACCESS_TABS)


def retention_tabs() -> list[dict[str, Any]]:
    """The same for the parts of retention."""
    return _parts(RETENTION_TABS)


def _parts(tabs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    return [
        {"text": text, "href": url_for(page), "active": request.endpoint == page}
        for text, page in tabs
        if _allowed(page)
    ]


def _allowed(page: str) -> bool:
    permission = declared(current_app.view_functions[page])
    return permission is not None and decide(g.actor, permission.action).allowed

"""What every template can use: GOV.UK macros, dates as people write them, and who is signed in."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, url_for
from jinja2 import ChainableUndefined, ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy import select

from handlers.records.audits import Audit
from handlers.reports.period import title
from handlers.scenarios.feel import feel
from web import words
from web.audits.gradings import gradings_beside
from web.audits.reflections import reflections_beside
from web.audits.subject import case_name
from web.inbox.lost import name_of
from web.navigation import items
from web.offers.listing import offers_of
from web.operations.addresses import incident_address, instance_address
from web.operations.tabs import access_tabs, operations_tabs, retention_tabs
from web.parts import parts
from web.reports.beside import figures_beside

GOVUK = "govuk_frontend_jinja"


def install(app: Flask) -> None:
    """Set up the templates of the application."""
    loader = app.jinja_loader
    macros = PrefixLoader({GOVUK: PackageLoader(GOVUK)})
    app.jinja_loader = ChoiceLoader([loader, macros] if loader else [macros])
    app.jinja_env.undefined = ChainableUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(words.FILTERS, period_name=title, feel=feel)
    beside = (figures_beside, gradings_beside, reflections_beside)
    own = (audit_address, case_name, instance_address, name_of, offers_of, operations_tabs)
    for known in (*own, incident_address, access_tabs, retention_tabs, *beside):
        app.jinja_env.globals[known.__name__] = known
    app.context_processor(_common)


def audit_address(reference: str | None) -> str:
    """The page of the audit with this reference; empty when it is no audit's."""
    here = parts()
    with here.database.read() as db:
        query = select(Audit.id).where(Audit.tenant_id == here.tenant, Audit.reference == reference)
        known = reference and db.scalar(query)
    return url_for("audits.audit", reference=reference) if known else ""


def _common() -> dict[str, Any]:
    """Names in every template. `actor` is None on pages for everybody."""
    actor = g.get("actor")
    config = parts().config
    return {
        "actor": actor,
        "demo": config.demo,
        "organisation": config.text("ORGANISATION"),
        "contact": config.text("CONTACT"),
        # Only a whole page has links, and they cost statements.
        "navigation": lambda: items(actor, config.demo),
    }

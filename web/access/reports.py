"""Which places' figures a person may read: the bundle's table and the scopes of their roles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.deployments import Deployed
from engine.errors import NotFound
from engine.facade import Engine
from handlers.directory.reading import roles_of
from handlers.directory.tables import Team
from handlers.month.rules import Rules, Standing
from handlers.reports.audience import makes, readable
from web.access.actor import Actor
from web.access.facts import ReportFacts

PROCESS = "reporting"


def report_facts(session: Session, engine: Engine, actor: Actor, report: str) -> ReportFacts:
    """How the person stands to reports of a kind ("month", "quarter") or to a pack by its name."""
    used = in_force(session, engine)
    if used is None:
        return ReportFacts(frozenset(), False)
    held = [(row.role, row.scope) for row in roles_of(session, engine.tenant, actor.person)]
    teams = session.scalars(select(Team).where(Team.tenant_id == engine.tenant)).all()
    decide = Rules(Standing(used, engine.clock.now())).decide
    places = readable(decide, report, held, teams)
    drafts = any(makes(decide, report, role) for role, _ in held)
    return ReportFacts(None if places is None else frozenset(places), drafts)


def in_force(session: Session, engine: Engine) -> Deployed | None:
    """The deployment whose reports are shown; None where no reports are deployed."""
    try:
        row = queries.active_process(session, engine.tenant, PROCESS)
    except NotFound:
        return None
    return engine.context.deployments.get(session, row.deployment_id)

"""Whom a visitor of the demonstration may sign in as, and one audit to follow from end to end."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from handlers.directory.reading import names
from handlers.records.audits import Audit
from web.account.invented import invented_people
from web.parts import Parts


def introduction(here: Parts) -> Iterator[str]:
    """Lines to print: the address, the people of one audit, and somebody of each role."""
    yield f"Sign in at {here.config.address}/sign-in as one of these, without a password:"
    for group in invented_people(here):
        someone = group.people[0]
        about = f": {someone.about}" if someone.about else ""
        yield f"  {someone.name}, {group.role}{about}"
    yield from _one_audit(here)


def _one_audit(here: Parts) -> Iterator[str]:
    with here.database.read() as db:
        complete = (Audit.instance_id.is_not(None), Audit.social_worker.is_not(None))
        query = select(Audit).where(Audit.tenant_id == here.tenant, *complete)
        audit = db.scalars(query.order_by(Audit.reference).limit(1)).first()
        if audit is None:
            return
        people = (audit.social_worker, audit.auditor, audit.reviewer)
        known = names(db, here.tenant, people)
    worker, manager, reviewer = (known.get(person or "", "") for person in people)
    yield f"To follow one audit, {audit.reference}: {worker} reflects on the case and"
    yield f"  {manager} audits it; then {reviewer} reviews it."

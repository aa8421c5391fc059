"""The lot of an audit: what a sample of a month's audits is taken by (table `blind_first`)."""

from __future__ import annotations

from random import Random

from sqlalchemy.orm import Session

from handlers.records.audits import Audit, Draw


def lot_of(session: Session, audit: Audit) -> float:
    """A number from 0 up to 1, the same whenever it is asked for: seed and reference decide it."""
    drawn = session.get_one(Draw, (audit.tenant_id, audit.month))
    dice = Random(f"{drawn.seed} {audit.reference} lot")  # noqa: S311 repeatable by seed
    return round(dice.random(), 6)

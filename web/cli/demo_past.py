"""Months that are over, invented for the demonstration, so that reports have something to say."""

from __future__ import annotations

from engine import queries
from handlers.history import generate
from handlers.reports.closing import closed_at
from handlers.reports.period import earlier, title
from handlers.reports.reading import periods
from web.parts import Parts
from web.words import count, local

PROCESS = "reporting"


def invent_past(here: Parts, month: str, months: int, seed: int) -> str:
    """Invent so many months before `month` that are over and reported; what was done, in a line.

    Nothing where months were reported already.
    """
    with here.database.read() as db:
        if periods(db, here.tenant, drafts=True):
            return ""
    past = generate(here.engine, last_closed(here, month), months=months, seed=seed)
    first, last = title(past.months[0]), title(past.months[-1])
    return f"{first} to {last}: {count(past.audits, 'audit')}, {count(past.reports, 'report')}."


def last_closed(here: Parts, month: str) -> str:
    """The last month before this one whose figures are due to be taken by now."""
    now = here.clock.now()
    with here.database.read() as db:
        row = queries.active_process(db, here.tenant, PROCESS)
        used = here.engine.context.deployments.get(db, row.deployment_id)
    today = local(now).date()
    found = min(earlier(month, 1), earlier(f"{today:%Y-%m}", 1))
    return found if closed_at(found, used) <= now else earlier(found, 1)

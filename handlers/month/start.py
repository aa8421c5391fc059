"""`plumbline month start`: begins a month as its timer would, and says how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.errors import PlumblineError
from engine.facade import Engine
from engine.tables import UserTask
from handlers.month import staff
from handlers.month.begin import MONTH, cancelled
from handlers.month.listed import ISSUED, on_list
from handlers.month.tables import AuditMonth
from handlers.records.audits import Draw

PROCESS, MESSAGE = "monthly_cycle", "monthBegins"


class MonthRefused(PlumblineError):
    """The month cannot be started; the message says what to do."""


@dataclass(frozen=True)
class MonthStarted:
    """How far a month is. People are ids; `waits_for` names what people have to do first.

    `audits` are the references on the list, `issued` those whose process has begun.
    """

    month: str
    seed: int | None
    audits: tuple[str, ...]
    issued: tuple[str, ...]
    dispensed: tuple[str, ...]
    referred: tuple[str, ...]
    without_case: tuple[str, ...]
    without_reviewer: tuple[str, ...]
    waits_for: tuple[str, ...]


def start(engine: Engine, month: str, *, by: str, seed: int | None = None) -> MonthStarted:
    """Begin a month such as "2026-12" unless it is under way, and say how far it is.

    One that was cancelled begins again.

    `issued` are then only those whose process began by this.

    Raises MonthRefused for anything but a month, where there is nobody to audit, and where no
    deployed process begins with it; NotFound when nothing is deployed at all.
    """
    if not MONTH.fullmatch(month):
        raise MonthRefused(f"“{month[:20]}” is not a month: write it like 2026-12.")
    with engine.database.read() as session:
        queries.active_process(session, engine.tenant, PROCESS)
        if not staff.auditors(session, engine.tenant):
            raise MonthRefused(
                "There is no team manager in the directory: import the extract first."
            )
        row = session.get(AuditMonth, (engine.tenant, month))
        under_way = row is not None and not cancelled(session, row)
        before = report(session, engine.tenant, month)
    if not under_way:
        given = {"month": month, "by": by} | ({} if seed is None else {"seed": seed})
        engine.correlate(MESSAGE, month, given, by=by)
    with engine.database.read() as session:
        now = report(session, engine.tenant, month)
    return replace(now, issued=tuple(one for one in now.issued if one not in before.issued))


def report(session: Session, tenant: str, month: str) -> MonthStarted:
    """How far a month is that is under way."""
    draw = session.get(Draw, (tenant, month))
    audits = on_list(session, tenant, month)
    log = draw.log if draw is not None else []
    drawn = {line["auditor"] for line in log if line["case"]}
    dispensed = _where(log, staff.DISPENSED)
    everyone = {line["auditor"] for line in log}
    return MonthStarted(
        month,
        draw.seed if draw is not None else None,
        tuple(one.reference for one in audits),
        tuple(one.reference for one in audits if one.state == ISSUED),
        dispensed,
        _where(log, staff.REFER),
        tuple(sorted(everyone - drawn - set(dispensed))),
        tuple(sorted(one.auditor for one in audits if one.reviewer is None)),
        _waits_for(session, tenant, month),
    )


def _where(log: Sequence[Mapping[str, object]], word: str) -> tuple[str, ...]:
    return tuple(str(line["auditor"]) for line in log if line["availability"] == word)


def _waits_for(session: Session, tenant: str, month: str) -> tuple[str, ...]:
    row = session.get(AuditMonth, (tenant, month))
    if row is None:
        return ()
    query = select(UserTask.name).where(
        UserTask.tenant_id == tenant,
        UserTask.instance_id == row.instance_id,
        UserTask.state == "open",
    )
    return tuple(session.scalars(query.order_by(UserTask.name)))

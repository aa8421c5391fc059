"""Importing an extract into a programme that runs: open audits hear of what happened to a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.facade import Engine
from engine.tables import MessageSubscription, ProcessInstance
from handlers.absences.leaving import hand_on
from handlers.caseload.tables import ChildCase
from handlers.intake.extract import Report, import_extract
from handlers.records.audits import Audit

MESSAGE, SIGNAL = "caseChanged", "extractImported"
CLOSED, TRANSFERRED = "closed", "transferred"


@dataclass(frozen=True)
class Taken:
    """What an import did, and how many open audits were told that their case changed."""

    report: Report
    told: int


@dataclass(frozen=True)
class Standing:
    """Where the case of an open audit stands."""

    team: str
    is_open: bool


def take(
    engine: Engine, source: Path | Mapping[str, bytes], *, by: str, demo: bool = False
) -> Taken:
    """Import, then send `caseChanged` {kind} to each open audit whose case moved team or closed.

    Only audits that wait for the message are told. Who has left while an audit waits for them is
    put to Management Information. Processes hear `extractImported`. Raises ImportRefused, and then
    nothing changed.
    """
    before = _cases(engine)
    report = import_extract(
        engine.database, engine.tenant, source, demo=demo, by=by, at=engine.clock.now()
    )
    changed = list(changes(before, _cases(engine)))
    for audit, kind in changed:
        engine.correlate(MESSAGE, str(audit), {"kind": kind}, by=by)
    look_around(engine, by=by)
    return Taken(report, len(changed))


def look_around(engine: Engine, *, by: str) -> None:
    """The directory changed: who has left while an audit waits for them is put to Management
    Information, and processes hear `extractImported`."""
    hand_on(engine, by=by)
    engine.signal(SIGNAL, {}, by=by)


def changes(
    before: Mapping[UUID, Standing], after: Mapping[UUID, Standing]
) -> Iterator[tuple[UUID, str]]:
    """The audits whose case is another than before, and how: closed, or transferred."""
    for audit, now in after.items():
        then = before.get(audit, now)
        if then.is_open and not now.is_open:
            yield audit, CLOSED
        elif now.is_open and now.team != then.team:
            yield audit, TRANSFERRED


def _cases(engine: Engine) -> dict[UUID, Standing]:
    with engine.database.read() as session:
        return standing(session, engine.tenant)


def standing(session: Session, tenant: str) -> dict[UUID, Standing]:
    """Where the case stands of every audit that waits to hear of it and is not suspended."""
    of_it = (MessageSubscription.tenant_id == ProcessInstance.tenant_id) & (
        MessageSubscription.instance_id == ProcessInstance.id
    )
    listening = (
        select(ProcessInstance.id)
        .join(MessageSubscription, of_it)
        .where(ProcessInstance.tenant_id == tenant, ProcessInstance.status == "active")
        .where(MessageSubscription.message == MESSAGE)
    )
    query = (
        select(Audit.id, ChildCase.team_id, ChildCase.is_open)
        .join(ChildCase, (ChildCase.tenant_id == tenant) & (ChildCase.id == Audit.case_id))
        .where(Audit.tenant_id == tenant, Audit.instance_id.in_(listening))
    )
    return {audit: Standing(team, live) for audit, team, live in session.execute(query)}

"""What an erasure does within its transaction, and whether what has to stay still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.database import overwrite_deleted
from engine.queries import verify_audit_log, verify_history
from engine.tables import Rewording
from handlers.erasure.child import erase_child
from handlers.erasure.findings import Findings, counted_deletes, rows_by_table
from handlers.erasure.leaver import erase_leaver
from handlers.erasure.looking import Found
from handlers.erasure.papers import withdraw
from handlers.erasure.rewording import reword
from handlers.erasure.subject import Subject

HISTORY = "history"


def carry_out(
    session: Session,
    tenant: str,
    subject: Subject,
    found: Sequence[Found],
    token: str,
    now: datetime,
    notice: Callable[[], bytes],
) -> Findings:
    """Remove what goes and reword what stays. What is left, and the seals, are not looked at yet.

    `notice` takes the place of each document that names a person.
    """
    overwrite_deleted(session)
    with counted_deletes(session) as removed:
        act = erase_child if subject.about == "child" else erase_leaver
        act(session, tenant, subject, now)
    reworded = reword(session, found, subject, token, now)
    withdrawn = 0
    if subject.about == "person":
        withdrawn = withdraw(session, tenant, found, notice)
    return Findings(
        before=rows_by_table(found),
        removed={name: count for name, count in removed.items() if count},
        reworded=dict(reworded),
        withdrawn=withdrawn,
    )


def both(first: Findings, second: Findings) -> Findings:
    """What two goes did together."""
    return replace(
        first,
        before=_sum(first.before, second.before),
        removed=_sum(first.removed, second.removed),
        reworded=_sum(first.reworded, second.reworded),
        withdrawn=first.withdrawn + second.withdrawn,
    )


def chains(
    session: Session, tenant: str, since: datetime, found: Iterable[Found] = ()
) -> tuple[int, int]:
    """Every account that was reworded since then or was `found` to name them, and the audit log:
    how many, and how many are broken."""
    ids = {one.key[1] for one in found if one.table.name == HISTORY} | _reworded(
        session, tenant, since
    )
    broken = sum(
        verify_history(session, tenant, one) is not None  # type: ignore[arg-type]
        for one in ids
    )
    return len(ids) + 1, broken + (verify_audit_log(session, tenant) is not None)


def _reworded(session: Session, tenant: str, since: datetime) -> set[object]:
    row = Rewording
    query = select(row.key).where(row.tenant_id == tenant, row.place == HISTORY, row.at >= since)
    return {UUID(key.partition("/")[0]) for key in session.scalars(query)}


def _sum(first: object, second: object) -> dict[str, int]:
    known: dict[str, int] = dict(first)  # type: ignore[call-overload]
    for name, count in dict(second).items():  # type: ignore[call-overload]
        known[name] = known.get(name, 0) + count
    return known

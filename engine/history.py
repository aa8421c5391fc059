"""Writing the account of what happened: lines are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.chain import GENESIS, seal
from engine.database import insert_rows
from engine.tables import AuditLog, History, ProcessInstance

EMPTY: dict[str, Any] = {
    "task_id": None,
    "element_id": None,
    "name": None,
    "type": None,
    "detail": {},
}


def append_history(
    session: Session, row: ProcessInstance, lines: Iterable[Mapping[str, Any]]
) -> None:
    """Add lines (at, kind, by, and what applies of the other columns) to an instance's history.

    The instance must be locked: it carries the last link of the chain.
    """
    insert_rows(session, History, [_sealed(row, line) for line in lines])


def append_audit_log(
    session: Session,
    tenant: str,
    *,
    at: datetime,
    by: str,
    action: str,
    about: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Note who did what to the system. `detail` must hold no case content."""
    query = select(AuditLog).where(AuditLog.tenant_id == tenant)
    last = session.scalars(query.order_by(AuditLog.seq.desc()).limit(1)).first()
    line = {
        "tenant_id": tenant,
        "seq": last.seq + 1 if last else 1,
        "at": at,
        "by": by,
        "action": action,
        "about": about,
        "detail": dict(detail or {}),
    }
    line["digest"] = seal(last.digest if last else GENESIS, line)
    insert_rows(session, AuditLog, [line])


def _sealed(row: ProcessInstance, line: Mapping[str, Any]) -> dict[str, Any]:
    row.history_seq += 1
    whole = {
        **EMPTY,
        **line,
        "tenant_id": row.tenant_id,
        "instance_id": row.id,
        "seq": row.history_seq,
    }
    whole["digest"] = row.history_digest = seal(row.history_digest, whole)
    return whole

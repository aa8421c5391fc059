"""Asking for the approval of exactly what a change holds now."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engine import queries
from engine.changes import contents, rows
from engine.context import Context
from engine.database import insert_rows
from engine.history import append_audit_log
from engine.releases import standing
from engine.releases.model import ApprovalView, ReleaseRefused
from engine.tables import Approval, ApprovalPart, Change, ChangeEdit, ChangeFile


def ask(
    session: Session, context: Context, change_id: UUID, digest: str, by: str, note: str, why: str
) -> ApprovalView:
    """The approval that was asked for; one that was open before is void. ReleaseRefused."""
    change = rows.locked(session, context.tenant, change_id)
    against = _require_news(session, change, digest)
    _close_open(session, change)
    row = Approval(
        tenant_id=change.tenant_id, id=uuid4(), bundle_key=change.bundle_key, change_id=change.id,
        number=_next(session, change), digest=change.digest, against=against, asked_by=by,
        asked_at=context.now(), note=note, emergency=why, state="open",
    )  # fmt: skip
    session.add(row)
    session.flush()
    _bar(session, row, _touched(session, change))
    session.flush()
    return standing.view(session, row, change)


def _touched(session: Session, change: Change) -> frozenset[str]:
    own = rows.views(session, change.tenant_id, [change])[0].touched_by
    return own | _authors_elsewhere(session, change)


def _require_news(session: Session, change: Change, digest: str) -> UUID | None:
    if change.digest != digest:
        remedy = "Look at the change again, then ask."
        raise ReleaseRefused("The change was edited a moment ago.", remedy)
    against = standing.in_force(session, change.tenant_id, change.bundle_key)
    if against is None:
        return None
    if queries.deployment(session, change.tenant_id, against).digest == digest:
        raise ReleaseRefused("It is the same as the version in force.", "Edit something first.")
    return against


def _close_open(session: Session, change: Change) -> None:
    mine = (Approval.tenant_id == change.tenant_id, Approval.change_id == change.id)
    going_on = Approval.state.in_(("open", "approved"))
    session.execute(update(Approval).where(*mine, going_on).values(state="void"))


def _next(session: Session, change: Change) -> int:
    mine = (Approval.tenant_id == change.tenant_id, Approval.change_id == change.id)
    return (session.scalar(select(func.max(Approval.number)).where(*mine)) or 0) + 1


def _authors_elsewhere(session: Session, change: Change) -> frozenset[str]:
    """Who wrote in any change what this one holds new: own work that comes back by somebody
    else's hand, as a zip or from a change that was given up, stays one's own work."""
    new = _new_files(session, change)
    query = select(ChangeEdit.path, ChangeEdit.content, ChangeEdit.by).where(
        ChangeEdit.tenant_id == change.tenant_id, ChangeEdit.path.in_({path for path, _ in new})
    )
    found = session.execute(query.distinct())
    return frozenset(by for path, content, by in found if (path, content) in new)


def _new_files(session: Session, change: Change) -> set[tuple[str, str]]:
    """The files that are not as they were when the change was begun: path and digest."""
    query = select(ChangeFile.path, ChangeFile.content).where(
        ChangeFile.tenant_id == change.tenant_id, ChangeFile.change_id == change.id
    )
    base = contents.base_of(session, change).files
    now = {(path, content) for path, content in session.execute(query) if content is not None}
    return now - {(path, contents.digest_of(data)) for path, data in base.items()}


def _bar(session: Session, row: Approval, touched: frozenset[str]) -> None:
    """Note who may not approve it, here and in the audit log."""
    parts = {**dict.fromkeys(sorted(touched), "touched"), row.asked_by: "asked"}
    told = {"tenant_id": row.tenant_id, "approval_id": row.id, "at": row.asked_at, "note": ""}
    insert_rows(
        session, ApprovalPart, [{**told, "person": who, "part": p} for who, p in parts.items()]
    )
    append_audit_log(
        session, row.tenant_id, at=row.asked_at, by=row.asked_by, action="approval.ask",
        about=str(row.change_id), detail={"bundle": row.bundle_key, "digest": row.digest,
        "note": row.note, "emergency": row.emergency, "touched_by": sorted(touched)},
    )  # fmt: skip

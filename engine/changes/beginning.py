"""Beginning a change: from what is in force, from an older version, or from what was brought in."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.changes import contents, limits
from engine.changes.recent import Recent
from engine.changes.writing import Files, Pen, write
from engine.context import Context
from engine.errors import NotFound
from engine.history import append_audit_log
from engine.tables import Change, Deployment


def begin(
    session: Session, context: Context, key: str, title: str, by: str, base_id: UUID | None
) -> Change:
    """A change of the bundle, from this deployment of it or the active one. NotFound."""
    if base_id is None:
        base_id = in_force(session, context.tenant, key)
    elif queries.deployment(session, context.tenant, base_id).key != key:
        raise NotFound(f"The bundle {key} has no such version.")
    if base_id is None:
        raise NotFound(f"No bundle {key} is deployed.")
    return _insert(session, context, key, title, by, base_id)


def begin_with(
    session: Session, context: Context, recent: Recent, key: str, title: str, files: Files, pen: Pen
) -> Change:
    """A change that holds these files and no others, compared with what is in force of `key`."""
    row = _insert(session, context, key, title, pen.by, in_force(session, context.tenant, key))
    gone = dict.fromkeys(set(recent.base(session, row).files) - set(files))
    write(session, recent, row, {**gone, **files}, pen)
    return row


def in_force(session: Session, tenant: str, key: str) -> UUID | None:
    """The active deployment of a bundle; None when it was never deployed."""
    active = (Deployment.tenant_id == tenant, Deployment.key == key, Deployment.active)
    return session.scalars(select(Deployment.id).where(*active)).one_or_none()


def _insert(
    session: Session, context: Context, key: str, title: str, by: str, base_id: UUID | None
) -> Change:
    now, base = context.now(), contents.deployed(session, context.tenant, base_id)
    row = Change(
        tenant_id=context.tenant, id=uuid4(), bundle_key=key, title=limits.title_of(title),
        state="open", begun_by=by, begun_at=now, base_id=base_id, edition=0, digest=base.digest,
        reason="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    told = {"bundle": key, "title": row.title, "begun_from": f"{base_id or ''}"}
    append_audit_log(
        session, context.tenant, at=now, by=by, action="change.begin", about=f"{row.id}",
        detail=told,
    )  # fmt: skip
    return row

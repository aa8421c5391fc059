"""The rows of changes: found, locked, and told as what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.changes.model import ChangeRefused, ChangeView, Edit, State
from engine.errors import NotFound
from engine.tables import Change, ChangeEdit, ChangeFile, Deployment

ENDED = {
    "deployed": "This change was deployed and cannot be edited any more.",
    "abandoned": "This change was given up and cannot be edited any more.",
}


def change(session: Session, tenant: str, change_id: UUID) -> Change:
    """The row of a change. NotFound when there is none."""
    return _known(session.get(Change, (tenant, change_id)))


def locked(session: Session, tenant: str, change_id: UUID) -> Change:
    """The row of an open change, for this transaction alone. NotFound, ChangeRefused."""
    query = select(Change).where(Change.tenant_id == tenant, Change.id == change_id)
    row = _known(session.scalars(query.with_for_update(key_share=True)).one_or_none())
    if row.state != "open":
        raise ChangeRefused(ENDED[row.state], "Begin a new change.")
    return row


def file_of(session: Session, row: Change, path: str) -> ChangeFile | None:
    """The row of a file that was touched; None for another."""
    return session.get(ChangeFile, (row.tenant_id, row.id, path))


def edits(session: Session, tenant: str, change_id: UUID) -> Sequence[ChangeEdit]:
    """Everything done in the change, in order."""
    query = select(ChangeEdit).where(
        ChangeEdit.tenant_id == tenant, ChangeEdit.change_id == change_id
    )
    return session.scalars(query.order_by(ChangeEdit.number, ChangeEdit.path)).all()


def views(session: Session, tenant: str, found: Sequence[Change]) -> list[ChangeView]:
    """The changes with their base versions and everybody who touched them."""
    ids = [row.id for row in found]
    written = select(ChangeEdit.change_id, ChangeEdit.by).where(
        ChangeEdit.tenant_id == tenant, ChangeEdit.change_id.in_(ids)
    )
    touched: dict[UUID, set[str]] = {row.id: {row.begun_by} for row in found}
    for change_id, by in session.execute(written.distinct()):
        touched[change_id].add(by)
    versions = _versions(session, tenant, {row.base_id for row in found if row.base_id})
    return [_view(row, versions, frozenset(touched[row.id])) for row in found]


def edit_view(row: ChangeEdit) -> Edit:
    """An edit as it is told."""
    whole = (row.number, row.path, row.by, row.at, row.what, row.note, row.aside, row.settled_by)
    return Edit(*whole)


def _view(row: Change, versions: dict[UUID, int], touched: frozenset[str]) -> ChangeView:
    return ChangeView(
        id=row.id, bundle_key=row.bundle_key, title=row.title, state=cast(State, row.state),
        begun_by=row.begun_by, begun_at=row.begun_at, digest=row.digest, edition=row.edition,
        base_id=row.base_id, base_version=versions.get(row.base_id) if row.base_id else None,
        touched_by=touched, ended_by=row.ended_by, ended_at=row.ended_at, reason=row.reason,
        deployment_id=row.deployment_id,
    )  # fmt: skip


def _versions(session: Session, tenant: str, ids: set[UUID]) -> dict[UUID, int]:
    query = select(Deployment.id, Deployment.version).where(
        Deployment.tenant_id == tenant, Deployment.id.in_(ids)
    )
    return {id: version for id, version in session.execute(query)}


def _known(row: Change | None) -> Change:
    if row is None:
        raise NotFound("There is no such change.")
    return row

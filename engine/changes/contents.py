"""What files once held, kept by digest; and the bundle that the present ones make."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.database import insert_new
from engine.tables import Change, ChangeContent, ChangeFile

AT_ONCE = 500


def keep(session: Session, tenant: str, content: bytes | None) -> str | None:
    """Keep a content; its digest. None for None."""
    if content is None:
        return None
    digest = digest_of(content)
    row = {"tenant_id": tenant, "digest": digest, "packed": zlib.compress(content)}
    insert_new(session, ChangeContent, row)
    return digest


def digest_of(content: bytes) -> str:
    """What a content is kept by."""
    return hashlib.sha256(content).hexdigest()


def read(session: Session, tenant: str, digest: str | None) -> bytes | None:
    """A content that was kept; None for None."""
    if digest is None:
        return None
    return zlib.decompress(session.get_one(ChangeContent, (tenant, digest)).packed)


def base_of(session: Session, row: Change) -> Bundle:
    """The bundle the change was begun from; one without files when it was brought in."""
    return deployed(session, row.tenant_id, row.base_id)


def deployed(session: Session, tenant: str, deployment_id: UUID | None) -> Bundle:
    """The bundle of a deployment; one without files for None."""
    if deployment_id is None:
        return Bundle({})
    return Bundle(queries.deployment_files(session, tenant, deployment_id))


def now(session: Session, row: Change, base: Bundle) -> Bundle:
    """The bundle the change makes now, on top of what it was begun from."""
    query = select(ChangeFile.path, ChangeFile.content).where(
        ChangeFile.tenant_id == row.tenant_id, ChangeFile.change_id == row.id
    )
    touched = {path: digest for path, digest in session.execute(query)}
    held = _contents(session, row.tenant_id, {d for d in touched.values() if d})
    kept = {path: content for path, content in base.files.items() if path not in touched}
    files = {**kept, **{path: held[digest] for path, digest in touched.items() if digest}}
    return Bundle(dict(sorted(files.items())))


def _contents(session: Session, tenant: str, digests: Iterable[str]) -> dict[str, bytes]:
    wanted, found = sorted(digests), {}
    for first in range(0, len(wanted), AT_ONCE):
        query = select(ChangeContent.digest, ChangeContent.packed).where(
            ChangeContent.tenant_id == tenant,
            ChangeContent.digest.in_(wanted[first : first + AT_ONCE]),
        )
        found.update({digest: zlib.decompress(packed) for digest, packed in session.execute(query)})
    return found

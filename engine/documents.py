"""Storing documents: the bytes once under their SHA-256, and a named row for each document."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.database import insert_new, insert_rows
from engine.tables import Document, DocumentContent


def store_document(
    session: Session,
    tenant: str,
    *,
    name: str,
    media_type: str,
    content: bytes,
    now: datetime,
    instance_id: UUID | None = None,
) -> UUID:
    """Keep a document; the same bytes are stored once. Gives the document's id."""
    digest = hashlib.sha256(content).hexdigest()
    kept = {"tenant_id": tenant, "digest": digest, "content": content}
    insert_new(session, DocumentContent, kept)
    row = {
        "tenant_id": tenant,
        "id": uuid4(),
        "instance_id": instance_id,
        "name": name,
        "media_type": media_type,
        "size": len(content),
        "digest": digest,
        "created_at": now,
    }
    insert_rows(session, Document, [row])
    return UUID(str(row["id"]))

"""Documents and their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.queries.page import one_of
from engine.tables import Document, DocumentContent


def document(session: Session, tenant: str, document_id: UUID | str) -> Document:
    """What is known of a document. NotFound when there is none."""
    return one_of(session, Document, tenant, document_id, "document")


def document_bytes(session: Session, tenant: str, document_id: UUID | str) -> bytes:
    """The content, byte for byte. NotFound when there is no such document."""
    digest = document(session, tenant, document_id).digest
    return session.get_one(DocumentContent, (tenant, digest)).content


def documents(session: Session, tenant: str, instance_id: UUID) -> Sequence[Document]:
    """The documents of an instance, oldest first."""
    query = select(Document).where(
        Document.tenant_id == tenant, Document.instance_id == instance_id
    )
    return session.scalars(query.order_by(Document.created_at, Document.id)).all()

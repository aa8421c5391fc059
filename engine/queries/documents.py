"""Documents and their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from engine.database import matching
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
    query = matching(Document, "tenant_id", "instance_id", order=("created_at", "id"))
    return session.scalars(query, {"tenant_id": tenant, "instance_id": instance_id}).all()

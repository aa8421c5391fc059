"""Documents. The content is stored once per digest, however many documents hold it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class DocumentContent(Tenanted, Base):
    """Bytes under their SHA-256."""

    __tablename__ = "document_content"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Tenanted, Base):
    """A named document of an instance; `size` in bytes."""

    __tablename__ = "document"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    instance_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(300))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "digest"], ["document_content.tenant_id", "document_content.digest"]
        ),
        Index("ix_document_instance", "tenant_id", "instance_id"),
        Index("ix_document_digest", "tenant_id", "digest"),
    )

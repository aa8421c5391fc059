"""A letter to one person, kept as it was written, with what became of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, partial_index

NOT_ARRIVED = "state IN ('queued', 'sending', 'refused', 'gave_up')"


class Mail(Tenanted, Base):
    """State queued, sending, sent (handed over to the mail server), refused (it will never be
    taken), gave_up (tried for days) or kept (readable here, never sent). `message_id` is
    fixed when it is written, so a repeated sending can be recognised. `attachments` are document
    ids. `reason` says why this person gets it. `digest` is over subject, body and attachments.
    """

    __tablename__ = "mail"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    job_id: Mapped[UUID]
    instance_id: Mapped[UUID | None]
    business_key: Mapped[str | None] = mapped_column(String(200))
    letter: Mapped[str] = mapped_column(String(100))
    recipient: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str]
    body: Mapped[str]
    attachments: Mapped[list[str]] = mapped_column(Json)
    reason: Mapped[str]
    dedupe_key: Mapped[str] = mapped_column(String(300))
    message_id: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    answer: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        UniqueConstraint("tenant_id", "dedupe_key"),
        # Each in the order of the list: SQLite would read all in that order rather than sort few.
        Index("ix_mail_created", "tenant_id", "created_at", "id"),
        Index("ix_mail_letter", "tenant_id", "letter", "created_at", "id"),
        Index("ix_mail_recipient", "tenant_id", "recipient", "created_at", "id", "letter"),
        partial_index(
            "ix_mail_not_arrived",
            # With the state in it, it is taken before the index of all.
            *("tenant_id", "created_at", "id", "state"),
            where=NOT_ARRIVED,
        ),
        Index("ix_mail_job", "tenant_id", "job_id"),
        Index("ix_mail_instance", "tenant_id", "instance_id", "created_at", "id"),
        Index("ix_mail_business_key", "tenant_id", "business_key", "created_at", "id"),
    )

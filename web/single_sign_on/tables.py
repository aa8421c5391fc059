"""Who somebody is at the provider, and what the provider calls their sign-in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime


class Identity(Tenanted, Base):
    """A person of the directory at a provider. `subject` never changes there, and is never
    given to anybody else; names and addresses are."""

    __tablename__ = "web_identity"

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person: Mapped[str] = mapped_column(String(80))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("uq_web_identity_person", "tenant_id", "person", unique=True),)


class ProviderSession(Tenanted, Base):
    """A sign-in (web_sign_in) that the provider knows as `session`; `id_token` says so to it when
    the person signs out."""

    __tablename__ = "web_provider_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255))
    session: Mapped[str | None] = mapped_column(String(255))
    id_token: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index("ix_web_provider_session_session", "tenant_id", "session"),
        Index("ix_web_provider_session_subject", "tenant_id", "subject"),
    )

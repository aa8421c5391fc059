"""Tables of the programs that use the HTTP API, and of the answers they were given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Client(Tenanted, Base):
    """A program. `token_hash` is the SHA-256 of its token, never the token.

    `scopes` limit what it may ask for, `roles` are those it holds itself, and with `for_people` it
    may act for a person instead, who then needs the roles.
    """

    __tablename__ = "web_client"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    scopes: Mapped[list[str]] = mapped_column(Json)
    roles: Mapped[list[str]] = mapped_column(Json)
    for_people: Mapped[bool] = mapped_column(Boolean)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(100))
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(String(100))

    __table_args__ = (Index("ix_web_client_token", "tenant_id", "token_hash", unique=True),)


class StoredAnswer(Tenanted, Base):
    """What a program was answered under one of its keys, to answer the same again.

    `status` is None while the request is being worked on. `fingerprint` tells whether a later
    request is the same one.
    """

    __tablename__ = "web_stored_answer"

    client: Mapped[str] = mapped_column(String(60), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None] = mapped_column(Integer)
    media_type: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

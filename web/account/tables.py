"""Tables of the web: accounts, who is signed in, and words kept over an expiry."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime


class Account(Tenanted, Base):
    """A local account. `id` is the sign-in name in small letters; `person` is in the directory."""

    __tablename__ = "web_account"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    password_hash: Mapped[str] = mapped_column(Text)
    closed: Mapped[bool] = mapped_column(Boolean, default=False)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignIn(Tenanted, Base):
    """Somebody who is signed in. `id` is the SHA-256 of the cookie's token, never the token."""

    __tablename__ = "web_sign_in"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class KeptWords(Tenanted, Base):
    """What somebody posted after their sign-in had run out, until they are back."""

    __tablename__ = "web_kept_words"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    path: Mapped[str] = mapped_column(String(500))
    words: Mapped[dict[str, Any]] = mapped_column(Json)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SignInAttempt(Tenanted, Base):
    """Somebody signed in or tried to. `person` is None for a name that nobody has; `outcome` and
    `way` as in web.account.history; `address` is where the request came from."""

    __tablename__ = "web_sign_in_attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person: Mapped[str | None] = mapped_column(String(80))
    outcome: Mapped[str] = mapped_column(String(20))
    way: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(45))

    __table_args__ = (
        Index("ix_web_sign_in_attempt_at", "tenant_id", "at", "id"),
        Index("ix_web_sign_in_attempt_person", "tenant_id", "person", "at"),
    )


class FirstCode(Tenanted, Base):
    """The code of the first administrator. `id` is its SHA-256, never the code."""

    __tablename__ = "web_first_code"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

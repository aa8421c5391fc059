"""What a provider says of somebody, reduced to what is used here. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import PlumblineError

EMAIL = "email"
LONGEST = 255


class SignInRefused(PlumblineError):
    """Somebody cannot be signed in so; the sentence says why, in words for the page."""


@dataclass(frozen=True)
class Asked:
    """Which claims the installation goes by: who it is, whom that is in the directory, and what
    they may do."""

    subject: str
    person: str
    roles: str


@dataclass(frozen=True)
class Claimed:
    """Somebody as the provider knows them. `values` are those that roles may be given for; `sub`
    and `session` are what it calls them and this sign-in when it says that they are over."""

    issuer: str
    subject: str
    person: str
    by_email: bool
    values: frozenset[str]
    sub: str
    session: str | None


def read(told: Mapping[str, Any], asked: Asked) -> Claimed:
    """Raises SignInRefused when a claim is missing that is needed, or is of no worth."""
    by_email = asked.person == EMAIL
    if by_email and told.get("email_verified") is not True:
        raise SignInRefused("Your provider has not checked that the e-mail address is yours.")
    return Claimed(
        issuer=_text(told, "iss"),
        subject=_text(told, asked.subject),
        person=_text(told, asked.person),
        by_email=by_email,
        values=_values(told.get(asked.roles)),
        sub=_text(told, "sub"),
        session=told["sid"] if isinstance(told.get("sid"), str) else None,
    )


def _text(told: Mapping[str, Any], claim: str) -> str:
    value = told.get(claim)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST:
        raise SignInRefused(f"Your provider does not say who you are: “{claim}” is missing.")
    return value.strip()


def _values(value: object) -> frozenset[str]:
    """A list of words, or one word."""
    several = value if isinstance(value, list) else [value]
    return frozenset(one for one in several if isinstance(one, str))

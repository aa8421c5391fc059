"""Letters tried on invented values: as their readers would get them, or why they could not go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.bundle import Bundle
from engine.errors import Permanent
from handlers.invented import invented
from handlers.letters.context import AUDIT_NAMES
from handlers.letters.texts import LetterTexts, Rendered, environment

LINK = "https://audits.example.org/tasks/1"
READER = {"name": "Alex Example", "role": "Team manager"}
AUDIT = {
    "reference": "AUD-2026-12-001",
    "month": "December 2026",
    "category": "Child in need",
    "team": "Team 1",
    "auditor": "Alex Example",
    "reviewer": "Robin Example",
    "social_worker": "Sam Example",
    "service_manager": "Kim Example",
    "officer": "Toni Example",
}


@dataclass(frozen=True)
class Tried:
    """How a letter turned out; `trouble` says why it could not be filled in, then `rendered` is
    None. `link` is whether it holds one."""

    letter: str
    rendered: Rendered | None
    trouble: str
    link: bool


def tried(bundle: Bundle, letter: str, attached: bool = True) -> Tried:
    """The letter of the bundle on invented values. Permanent when it cannot be read at all."""
    texts = LetterTexts(bundle, letter)
    try:
        rendered = texts.render(sample(bundle, texts, attached))
    except Permanent as no:
        return Tried(letter, None, str(no), texts.has_link)
    return Tried(letter, rendered, "", texts.has_link)


def sample(bundle: Bundle, texts: LetterTexts, attached: bool = True) -> Mapping[str, Any]:
    """Everything a letter may name, invented. What its elements give it (`about`) is made up from
    how it is used: a day where the filter `day` is put on it, a list where it is repeated."""
    known: dict[str, Any] = {
        "recipient": READER,
        "parameters": bundle.parameters,
        "about": invented(environment(), texts.parts.values(), "about"),
        "sender": texts.sender,
        "attached": attached,
    }
    known |= {"link": LINK} if texts.has_link else {}
    if texts.is_about_an_audit:
        known["audit"] = {name: AUDIT[name] for name in AUDIT_NAMES}
    return known

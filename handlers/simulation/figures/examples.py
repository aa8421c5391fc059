"""An example of each letter, as one invented reader got it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from engine.tables import Mail
from handlers.letters.texts import LetterTexts
from handlers.simulation.figures.source import Source

# No other run has the same ids: an example says the same for the same seed without them.
ID = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
Example = dict[str, Any]


def examples(source: Source) -> dict[str, Example]:
    """By kind: subject and body of one letter, and the wording it was made of.

    Two simulations of the same months take the same reader's, wherever both wrote to them.
    """
    rows = source.rows(
        Mail, Mail.id, Mail.letter, Mail.business_key, Mail.recipient, Mail.created_at
    )
    first: dict[str, Any] = {}
    for row in sorted(rows, key=_order, reverse=True):
        first[row.letter] = row
    ids = [row.id for row in first.values()]
    query = select(Mail).where(Mail.tenant_id == source.tenant, Mail.id.in_(ids))
    found = {one.letter: _example(source, one) for one in source.session.scalars(query)}
    return dict(sorted(found.items()))


def _order(row: Any) -> tuple[str, str, str]:
    return ID.sub("", row.business_key or ""), row.recipient, row.created_at.isoformat()


def _example(source: Source, mail: Mail) -> Example:
    wording = LetterTexts(source.deployed.bundle, mail.letter).parts
    return {
        "subject": ID.sub("…", mail.subject),
        "body": ID.sub("…", mail.body),
        "wording": list(wording.values()),
    }

"""Sentences of the engine with the names of people for their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from handlers.directory.reading import names

MOST_WORDS = 500
_WORD = re.compile(r"[\w.@-]*\w")


def with_names(session: Session, tenant: str, sentences: Iterable[str]) -> list[str]:
    """The same sentences; an id of a person is that person's name."""
    told = list(sentences)
    words = list({word for one in told for word in _WORD.findall(one)})[:MOST_WORDS]
    known = names(session, tenant, words)
    return [_WORD.sub(lambda m: known.get(m[0], m[0]), one) for one in told]

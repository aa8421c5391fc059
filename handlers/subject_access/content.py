"""What a record that was found says, as lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.deployments import forms_of
from engine.tables import Mail, Submission
from handlers.subject_access import records
from handlers.subject_access.tables import SubjectItem

BLACK = "█████"
Line = tuple[str, str]


@dataclass(frozen=True)
class Content:
    """Lines of a question or heading and words; or the document, which is shown as it is."""

    lines: tuple[Line, ...]
    document: UUID | None = None


def content_of(session: Session, item: SubjectItem) -> Content:
    """Read it where it is kept. NotFound when it is there no more."""
    if item.kind == "document":
        return Content((), item.source_id)
    if item.kind == records.KIND:
        return Content(records.lines_of(session, item))
    if item.kind == "letter":
        mail = session.get_one(Mail, (item.tenant_id, item.source_id))
        return Content((("Subject", mail.subject), ("Text", mail.body)))
    row = queries.submission(session, item.tenant_id, item.source_id)
    return Content(tuple(_answers(row, _labels(session, row))))


def _answers(row: Submission, labels: Mapping[str, str]) -> Iterator[Line]:
    for key, words in _pairs(row.answers):
        yield labels.get(key, key.replace("_", " ").capitalize()), words


def _labels(session: Session, row: Submission) -> dict[str, str]:
    """The questions of its form, by key; none when that deployment has no such form."""
    files = queries.deployment_files(session, row.tenant_id, row.deployment_id)
    form = forms_of(Bundle(files)).get(row.form or "")
    sections = form.sections if form else ()
    return {c.key: c.label for section in sections for c in section.walk() if c.key and c.label}


def _pairs(value: object, key: str = "") -> Iterator[Line]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _pairs(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner, key)
    elif value not in (None, ""):
        yield key, str(value)


def flat(answers: object) -> Iterator[str]:
    """Every word of some answers."""
    return (words for _, words in _pairs(answers))


def blacked(text: str, words: Iterable[str]) -> str:
    """The text with each of these made unreadable, the longest first, in capitals or not."""
    for word in sorted(words, key=len, reverse=True):
        text = _without(text, word)
    return text


def _without(text: str, word: str) -> str:
    found, start = text.casefold(), 0
    looked_for, kept = word.casefold(), []
    if not looked_for or len(found) != len(text):
        return text.replace(word, BLACK) if word else text
    while (at := found.find(looked_for, start)) >= 0:
        kept += [text[start:at], BLACK]
        start = at + len(looked_for)
    return "".join([*kept, text[start:]])

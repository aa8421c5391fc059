"""What is wrong with a bundle's letters, said before it is deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.bundle import Bundle
from engine.checks.subject import Subject
from engine.checks.variables import keys
from engine.errors import Permanent
from engine.expressions import strip_equals
from engine.model import Finding
from handlers.letters.context import AUDIT_NAMES, RECIPIENT_NAMES
from handlers.letters.texts import FOLDER, LetterTexts, environment
from handlers.placeholders import Known, unknown, unreadable

SEND = "letters.send"
LITERAL = re.compile(r'"([^"]*)"')
REMEDY = "Correct the letter."


def findings(subject: Subject) -> Iterator[Finding]:
    """Letters that cannot be read, and names in them that nobody fills in."""
    for letter in letters(subject.bundle):
        try:
            texts = LetterTexts(subject.bundle, letter)
        except Permanent as no:
            yield Finding("error", f"{FOLDER}{letter}", "", str(no), REMEDY)
            continue
        yield from _judged(subject, letter, texts)


def letters(bundle: Bundle) -> list[str]:
    """The names of the folders in mail/."""
    return sorted({path.split("/")[1] for path in bundle.paths("", FOLDER) if path.count("/") > 1})


def _judged(subject: Subject, letter: str, texts: LetterTexts) -> Iterator[Finding]:
    known = _known(subject, letter, texts)
    for path, text in texts.parts.items():
        broken = unreadable(environment(), text)
        for line, sentence, remedy in broken or unknown(environment(), text, known):
            if "“link”" in sentence:
                remedy = "Leave it out, or say link = true in letter.toml."
            yield Finding("error", path, f"line {line}", sentence, remedy)
    if not texts.subject_is_one_line:
        sentence = "The subject is not one line of text."
        yield Finding("error", next(iter(texts.parts)), "", sentence, "Write one line.")


def _known(subject: Subject, letter: str, texts: LetterTexts) -> Known:
    """The names this letter may use; `about` has what every element that sends it gives."""
    known: dict[str, frozenset[str] | None] = {
        "recipient": frozenset(RECIPIENT_NAMES),
        "audit": frozenset(AUDIT_NAMES),
        "parameters": frozenset(subject.bundle.parameters),
        "about": _about(subject, letter),
        "sender": None,
        "attached": None,
    }
    return known | ({"link": None} if texts.has_link else {})


def _about(subject: Subject, letter: str) -> frozenset[str] | None:
    given = [set(keys(text)) for text in _texts_about(subject, letter)]
    if not given or any(None in names for names in given):
        return None
    return frozenset(name for name in set.intersection(*given) if name is not None)


def _texts_about(subject: Subject, letter: str) -> Iterator[str]:
    for _, _, node in subject.nodes():
        if node.service is not None and node.service.operation == SEND:
            named = LITERAL.fullmatch(strip_equals(node.service.parameters.get("letter", "")))
            if named and named[1] == letter:
                yield node.service.parameters.get("about", "{}")

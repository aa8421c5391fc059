"""What is wrong with a bundle's letters, said before it is deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.bundle import Bundle
from engine.checks.subject import Subject
from engine.checks.variables import keys
from engine.errors import Permanent
from engine.expressions import strip_equals
from engine.model import Finding
from handlers.letters.context import AUDIT_NAMES, RECIPIENT_NAMES
from handlers.letters.texts import FOLDER, LetterTexts, environment
from handlers.letters.trying import tried
from handlers.placeholders import Known, unknown, unreadable

SEND = "letters.send"
LITERAL = re.compile(r'"([^"]*)"')
LINE = re.compile(r"line \d+")
REMEDY = "Correct the letter."
SUBJECT = "letter-subject-line"
LEFT_OUT = {
    "“link”": "Leave it out, or say link = true in letter.toml.",
    "“audit”": "Leave it out, or do not say audit = false in letter.toml.",
}


def findings(subject: Subject) -> Iterator[Finding]:
    """Letters that cannot be read, and names in them that nobody fills in."""
    for letter in letters(subject.bundle):
        try:
            texts = LetterTexts(subject.bundle, letter)
        except Permanent as no:
            yield Finding("error", f"{FOLDER}{letter}", "", str(no), REMEDY, "letter-incomplete")
            continue
        yield from of_letter(subject, letter, texts)


def letters(bundle: Bundle) -> list[str]:
    """The names of the folders in mail/."""
    return sorted({path.split("/")[1] for path in bundle.paths("", FOLDER) if path.count("/") > 1})


def of_letter(subject: Subject, letter: str, texts: LetterTexts) -> Iterator[Finding]:
    """What is wrong with one letter; it is tried on invented values when nothing else is."""
    known = known_names(subject, letter, texts)
    wrong = [
        found
        for path, text in texts.parts.items()
        for found in (_unreadable(path, text) or _unknown(path, text, known))
    ]
    yield from wrong or _tried(subject.bundle, letter, texts)
    if not texts.subject_is_one_line:
        sentence = "The subject is not one line of text."
        yield Finding("error", next(iter(texts.parts)), "", sentence, "Write one line.", SUBJECT)
    if texts.is_about_an_audit:
        yield from _without_audit(subject, letter)


def _tried(bundle: Bundle, letter: str, texts: LetterTexts) -> Iterator[Finding]:
    if texts.subject_is_one_line and (trouble := tried(bundle, letter).trouble):
        path = next((p for p in texts.parts if p.rpartition("/")[2] in trouble), "")
        path = path or next(iter(texts.parts))
        line = LINE.search(trouble)
        yield Finding("error", path, line[0] if line else "", trouble, REMEDY, "letter-not-filled")


def _unreadable(path: str, text: str) -> list[Finding]:
    return [
        Finding("error", path, f"line {line}", sentence, remedy, "letter-unreadable")
        for line, sentence, remedy in unreadable(environment(), text)
    ]


def _unknown(path: str, text: str, known: Known) -> Iterator[Finding]:
    for line, sentence, remedy in unknown(environment(), text, known):
        remedy = next((said for name, said in LEFT_OUT.items() if name in sentence), remedy)
        yield Finding("error", path, f"line {line}", sentence, remedy, "letter-name-unknown")


def _without_audit(subject: Subject, letter: str) -> Iterator[Finding]:
    """Elements that send a letter about an audit and do not say which."""
    for file, element, given in _senders(subject, letter):
        if "audit" not in given:
            sentence = f"It sends the letter “{letter}”, which is about an audit, and names none."
            remedy = "Give the parameter audit, or say audit = false in the letter's letter.toml."
            yield Finding("error", file, element, sentence, remedy, "letter-about-nothing")


def known_names(subject: Subject, letter: str, texts: LetterTexts) -> Known:
    """The names this letter may use; `about` has what every element that sends it gives."""
    known: dict[str, frozenset[str] | None] = {
        "recipient": frozenset(RECIPIENT_NAMES),
        "parameters": frozenset(subject.bundle.parameters),
        "about": _about(subject, letter),
        "sender": None,
        "attached": None,
    }
    known |= {"link": None} if texts.has_link else {}
    return known | ({"audit": frozenset(AUDIT_NAMES)} if texts.is_about_an_audit else {})


def _about(subject: Subject, letter: str) -> frozenset[str] | None:
    senders = _senders(subject, letter)
    given = [set(keys(parameters.get("about", "{}"))) for _, _, parameters in senders]
    if not given or any(None in names for names in given):
        return None
    return frozenset(name for name in set.intersection(*given) if name is not None)


def _senders(subject: Subject, letter: str) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """File, element and parameters of every element that sends this letter by name."""
    for diagram, _, node in subject.nodes():
        if node.service is not None and node.service.operation == SEND:
            named = LITERAL.fullmatch(strip_equals(node.service.parameters.get("letter", "")))
            if named and named[1] == letter:
                yield diagram.file, node.id, node.service.parameters

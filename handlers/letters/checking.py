"""What is wrong with a bundle's letters, said before it is deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from engine.bundle import Bundle
from engine.checks.subject import Subject
from engine.checks.variables import keys
from engine.errors import Permanent
from engine.expressions import strip_equals
from engine.model import Finding
from handlers.approvals.wording import NAMES
from handlers.letters.context import AUDIT_NAMES, RECIPIENT_NAMES
from handlers.letters.texts import FOLDER, LetterTexts, environment, template
from handlers.letters.trying import tried
from handlers.placeholders import Known, unknown, unreadable

# File, element and parameters of an element that sends a letter.
Sender = tuple[str, str, Mapping[str, str]]
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
    sent = senders(subject)
    for letter in letters(subject.bundle):
        try:
            texts = LetterTexts(subject.bundle, letter)
        except Permanent as no:
            yield Finding("error", f"{FOLDER}{letter}", "", str(no), REMEDY, "letter-incomplete")
            continue
        yield from of_letter(subject.bundle, letter, texts, sent.get(letter, []))


def letters(bundle: Bundle) -> list[str]:
    """The names of the folders in mail/."""
    return sorted({path.split("/")[1] for path in bundle.paths("", FOLDER) if path.count("/") > 1})


def of_letter(
    bundle: Bundle, letter: str, texts: LetterTexts, sent: Sequence[Sender]
) -> Iterator[Finding]:
    """What is wrong with one letter; it is tried on invented values when nothing else is."""
    known = known_names(bundle, texts, sent)
    wrong = [
        found
        for path, text in texts.parts.items()
        for found in (_unreadable(path, text) or _unknown(path, text, known))
    ]
    yield from wrong or _tried(bundle, letter, texts)
    if not texts.subject_is_one_line:
        sentence = "The subject is not one line of text."
        yield Finding("error", next(iter(texts.parts)), "", sentence, "Write one line.", SUBJECT)
    if texts.is_about_an_audit:
        yield from _without_audit(letter, sent)


def _tried(bundle: Bundle, letter: str, texts: LetterTexts) -> Iterator[Finding]:
    if texts.subject_is_one_line and (trouble := tried(bundle, letter).trouble):
        path = next((p for p in texts.parts if p.rpartition("/")[2] in trouble), "")
        path = path or next(iter(texts.parts))
        line = LINE.search(trouble)
        yield Finding("error", path, line[0] if line else "", trouble, REMEDY, "letter-not-filled")


def _unreadable(path: str, text: str) -> list[Finding]:
    return [
        Finding("error", path, f"line {line}", sentence, remedy, "letter-unreadable")
        for line, sentence, remedy in unreadable(template, text)
    ]


def _unknown(path: str, text: str, known: Known) -> Iterator[Finding]:
    for line, sentence, remedy in unknown(environment(), text, known):
        remedy = next((said for name, said in LEFT_OUT.items() if name in sentence), remedy)
        yield Finding("error", path, f"line {line}", sentence, remedy, "letter-name-unknown")


def _without_audit(letter: str, sent: Sequence[Sender]) -> Iterator[Finding]:
    """Elements that send a letter about an audit and do not say which."""
    for file, element, given in sent:
        if "audit" not in given:
            sentence = f"It sends the letter “{letter}”, which is about an audit, and names none."
            remedy = "Give the parameter audit, or say audit = false in the letter's letter.toml."
            yield Finding("error", file, element, sentence, remedy, "letter-about-nothing")


def known_names(bundle: Bundle, texts: LetterTexts, sent: Sequence[Sender]) -> Known:
    """The names this letter may use; `about` has what every element that sends it gives."""
    known: dict[str, frozenset[str] | None] = {
        "recipient": frozenset(RECIPIENT_NAMES),
        "parameters": frozenset(bundle.parameters),
        "about": _about(texts.letter, sent),
        "sender": None,
        "attached": None,
    }
    known |= {"link": None} if texts.has_link else {}
    return known | ({"audit": frozenset(AUDIT_NAMES)} if texts.is_about_an_audit else {})


def _about(letter: str, sent: Sequence[Sender]) -> frozenset[str] | None:
    if letter in NAMES:
        return NAMES[letter]
    given = [set(keys(parameters.get("about", "{}"))) for _, _, parameters in sent]
    if not given or any(None in names for names in given):
        return None
    return frozenset(name for name in set.intersection(*given) if name is not None)


def senders(subject: Subject) -> dict[str, list[Sender]]:
    """By letter, every element that sends it by name."""
    found: dict[str, list[Sender]] = {}
    for diagram, _, node in subject.nodes():
        if node.service is not None and node.service.operation == SEND:
            named = LITERAL.fullmatch(strip_equals(node.service.parameters.get("letter", "")))
            if named:
                sender = (diagram.file, node.id, node.service.parameters)
                found.setdefault(named[1], []).append(sender)
    return found

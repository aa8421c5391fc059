"""A letter of a change: its texts and options, what it may name, who sends it, how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.bundle import Bundle
from engine.errors import Permanent
from engine.kept import Kept
from engine.model import Finding
from forms import toml
from handlers.approvals.wording import WHEN
from handlers.letters.senders import Sender, senders
from handlers.letters.texts import FOLDER, LetterTexts
from handlers.letters.trying import Tried, tried
from handlers.placeholders import Known
from web.parts import parts
from web.studio.soundness import wrong_with

if TYPE_CHECKING:
    from engine.checks.subject import Subject

PARTS = ("subject.txt", "body.txt", "letter.toml")
WORDS = {
    "recipient": "the reader",
    "audit": "the audit",
    "about": "what the diagram gives",
    "parameters": "a setting",
}


@dataclass(frozen=True)
class Shown:
    """What the page shows beside the words: `names` that may be written, each with what it is;
    `findings` of the check; the letter and those that use its words, `tried`; when Plumbline sends
    it `by_itself`."""

    names: Sequence[tuple[str, str]]
    findings: Sequence[Finding]
    tried: Sequence[Tried]
    senders: Sequence[Sender]
    by_itself: str = ""


def files_of(letter: str) -> tuple[str, ...]:
    """The paths of a letter's files: subject, body, options."""
    return tuple(f"{FOLDER}{letter}/{part}" for part in PARTS)


def shown(bundle: Bundle, letter: str) -> Shown:
    """The letter, checked and tried on invented values. Never raises for what is in it."""
    # Here, because a server that only runs what it has loads no rules.
    from handlers.letters.checking import known_names, of_letter
    from handlers.letters.checking import senders as sent_by

    if wrong := wrong_with(bundle):
        return Shown((), wrong, (), ())
    subject = _subject(bundle)
    try:
        texts = LetterTexts(bundle, letter)
    except Permanent as no:
        told = Finding("error", f"{FOLDER}{letter}", "", str(no), "Correct the letter.")
        return Shown((), (told,), (), senders(subject, letter))
    sent = sent_by(subject).get(letter, [])
    names = _names(known_names(bundle, texts, sent))
    said = list(of_letter(bundle, letter, texts, sent))
    who = senders(subject, letter)
    return Shown(names, said, [] if said else _tried(bundle, letter), who, WHEN.get(letter, ""))


def options(content: bytes | None) -> dict[str, object]:
    """What letter.toml says; {} when there is none, or none that can be read."""
    try:
        return dict(toml.read(content or b""))
    except toml.TomlUnreadable:
        return {}


def _tried(bundle: Bundle, letter: str) -> list[Tried]:
    """The letter, and every other that uses its words with options of its own."""
    others = [
        path.split("/")[1]
        for path in bundle.paths("/letter.toml", FOLDER)
        if options(bundle.files[path]).get("template") == letter
    ]
    found = []
    for one in (letter, *others):
        try:
            found.append(tried(bundle, one))
        except Permanent:
            continue
    return found


def _names(known: Known) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, inner in known.items():
        what = WORDS.get(name, "")
        found += [(f"{name}.{one}", what) for one in sorted(inner or ())] or [(name, what)]
    return found


# The texts of letters change with every word that is typed; what sends them is read only once.
_READ = Kept(lambda bundle: _drawn(bundle), 4)


def _drawn(bundle: Bundle) -> Subject:
    # Here, because a server that only runs what it has loads no rules.
    from engine.checks.subject import Subject

    return Subject.of(bundle, parts().engine.context.registry)


def _subject(bundle: Bundle) -> Subject:
    rest = Bundle({p: c for p, c in bundle.files.items() if not p.startswith(FOLDER)})
    return replace(_READ.of(rest), bundle=bundle)

"""What letters about approvals and versions say: the owners' words, else our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from engine.bundle import MANIFEST, Bundle
from engine.releases.telling import APPROVED, ASKED, IN_FORCE, SENT_BACK
from handlers.letters.texts import FOLDER, LetterTexts

HERE = Path(__file__).parent / FOLDER
DECIDED = frozenset({"process", "change", "by", "emergency"})
# The letters that Plumbline sends by itself, and what each may name as `about`.
NAMES: Mapping[str, frozenset[str]] = {
    ASKED: DECIDED,
    APPROVED: DECIDED,
    SENT_BACK: DECIDED,
    IN_FORCE: frozenset({"process", "version", "what", "by", "when", "why"}),
}
WHEN: Mapping[str, str] = {
    ASKED: "Plumbline sends it to all who may approve a change, when somebody asks for it.",
    APPROVED: "Plumbline sends it to those who worked on a change, when it is approved.",
    SENT_BACK: "Plumbline sends it to those who worked on a change, when it is sent back.",
    IN_FORCE: "Plumbline sends it to all who may approve, when a version came into force that "
    "none of them has approved.",
}


def texts(bundle: Bundle | None, letter: str) -> LetterTexts:
    """The bundle's own words for a letter, where it has that letter; else ours. Permanent."""
    own = bundle is not None and bundle.paths("", f"{FOLDER}{letter}/")
    return LetterTexts(bundle if bundle is not None and own else plain(), letter)


@lru_cache(maxsize=1)
def plain() -> Bundle:
    """Our own words, as a bundle of nothing else."""
    found = {
        f"{FOLDER}{path.relative_to(HERE).as_posix()}": path.read_bytes()
        for path in sorted(HERE.rglob("*.*"))
    }
    return Bundle({MANIFEST: b'key = "plain"\ntitle = "Plain"\n', **found})

"""Letters: the subject, the paragraphs, and the settings beside them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from engine.differences.model import Difference, Version, instead
from forms import toml

FOLDER = "mail/"
MOST_SHOWN = 200


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """Letter by letter."""
    was, now = _letters(old), _letters(new)
    for letter in sorted(was.keys() | now.keys()):
        if letter not in was:
            yield _one(letter, f"There is a new letter “{letter}”.")
        elif letter not in now:
            yield _one(letter, f"There is no longer a letter “{letter}”.")
        else:
            for path in sorted(was[letter].keys() | now[letter].keys()):
                before, after = was[letter].get(path, ""), now[letter].get(path, "")
                if before != after:
                    sentences = _part(letter, path, before, after)
                    yield from (_one(letter, sentence) for sentence in sentences)


def _letters(version: Version) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path, text in version.texts(FOLDER):
        letter, _, part = path.removeprefix(FOLDER).partition("/")
        found.setdefault(letter, {})[part] = text
    return found


def _one(letter: str, sentence: str) -> Difference:
    return Difference("letter", f"{FOLDER}{letter}", letter, sentence)


def _part(letter: str, path: str, before: str, after: str) -> Iterator[str]:
    if path.startswith("subject"):
        said = f"The subject of the letter “{letter}” reads"
        yield instead(said, f"“{after.strip()}”", f"“{before.strip()}”")
    elif path.endswith(".toml"):
        yield from _settings(letter, before, after)
    else:
        yield from _paragraphs(letter, before, after)


def _settings(letter: str, before: str, after: str) -> Iterator[str]:
    try:
        was, now = toml.read(before.encode()), toml.read(after.encode())
    except toml.TomlUnreadable:
        yield f"The settings of the letter “{letter}” have changed and cannot be read."
        return
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            said = f"The letter “{letter}” has as {name}"
            yield instead(said, now.get(name), was.get(name))
    if was == now:
        yield f"The notes in the settings of the letter “{letter}” have changed."


def _paragraphs(letter: str, before: str, after: str) -> Iterator[str]:
    was, now = _split(before), _split(after)
    if was == now:
        yield f"The spacing of the letter “{letter}” has changed."
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        old, new = "; ".join(was[a:b]), "; ".join(now[c:d])
        if kind == "replace":
            said = f"The letter “{letter}” says"
            yield instead(said, f"“{_short(new)}”", f"“{_short(old)}”")
        elif kind == "insert":
            yield f"The letter “{letter}” says in addition: “{_short(new)}”."
        elif kind == "delete":
            yield f"The letter “{letter}” no longer says: “{_short(old)}”."


def _split(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"

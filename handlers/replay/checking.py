"""What is wrong with the files in replay/, said before anything is run again with them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding
from handlers.replay.script import FOLDER, Script, read

UNREADABLE, UNKNOWN = "replay-unreadable", "replay-element-unknown"
SHAPE = "It is not of the shape that is read: process, [always], and [[given]] with an element."
REMEDY = "Correct it as handlers/replay/README.md describes, or take the file out."


def findings(subject: Subject) -> Iterator[Finding]:
    """Files of another shape, which are errors; elements that no process has, as warnings."""
    for path in subject.bundle.paths(".toml", FOLDER):
        try:
            script = read(subject.bundle.files[path])
        except (TypeError, AttributeError):
            yield Finding("error", path, "", SHAPE, REMEDY, UNREADABLE)
            continue
        if script is not None:
            yield from _unknown(subject, path, script)


def _unknown(subject: Subject, path: str, script: Script) -> Iterator[Finding]:
    known = {node.id for _, _, node in subject.nodes()}
    for element in dict.fromkeys((*script.always, *(one.element for one in script.given))):
        if element not in known:
            sentence = f"No process has the element {element}: what it says is never used."
            remedy = "Name the element as the diagram does, or take the entry out."
            yield Finding("warning", path, element, sentence, remedy, UNKNOWN)

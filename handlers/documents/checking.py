"""What is wrong with a bundle's document templates, said before it is deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from engine.bundle import Bundle
from engine.checks.subject import Subject
from engine.errors import Permanent
from engine.model import Finding
from handlers.documents.pages import FOLDER, assets, fill, read, reader
from handlers.documents.press import BASE
from handlers.documents.sample import STAGES, sample
from handlers.documents.view import FormView
from handlers.placeholders import Known, names, unknown, unreadable

RENDER = "documents.render"
# What a page about a month or a quarter is given (handlers/reports).
OF_REPORTS = ("report", "tables", "words")
LINKED = re.compile(r'<(?:link|img)\b[^>]*?\b(?:href|src)="([^"{}]+)"')
STYLED = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
REMEDY = "Put it into the folder documents, or correct the name."


def findings(subject: Subject) -> Iterator[Finding]:
    """Pages that are missing or cannot be read; else unknown names and files; else a trial."""
    bundle = subject.bundle
    found = [*_missing(subject), *_unreadable(bundle)]
    found = found or [*_named(bundle), *_asked_for(bundle)]
    yield from found or _tried(bundle)


def is_sound(bundle: Bundle) -> bool:
    """Whether every page can be read and asks only for names and files that are there."""
    return not any((*_unreadable(bundle),)) and not any((*_named(bundle), *_asked_for(bundle)))


def _missing(subject: Subject) -> Iterator[Finding]:
    rendering = [
        (diagram.file, node.id)
        for diagram, _, node in subject.nodes()
        if node.service is not None and node.service.operation == RENDER
    ]
    for file, element in rendering:
        for stage in STAGES:
            path = f"{FOLDER}stage_{stage}.html"
            if path not in subject.bundle.files:
                sentence = f'There is no "{path}".'
                yield Finding("error", file, element, sentence, "Write it.", "page-missing")


def _unreadable(bundle: Bundle) -> Iterator[Finding]:
    for path, text in _texts(bundle, ".html"):
        for line, sentence, remedy in unreadable(read, text):
            yield Finding("error", path, f"line {line}", sentence, remedy, "page-unreadable")


def _named(bundle: Bundle) -> Iterator[Finding]:
    known = _known(bundle)
    for path, text in _texts(bundle, ".html"):
        for line, sentence, remedy in unknown(reader(), text, known):
            yield Finding("error", path, f"line {line}", sentence, remedy, "page-name-unknown")


def _known(bundle: Bundle) -> Known:
    """What a page is given, and whatever any page names itself: pages share names by including."""
    view = frozenset({*(f.name for f in fields(FormView)), "name"})
    own: dict[str, frozenset[str] | None] = {"form": view}
    own["parameters"] = frozenset(bundle.parameters)
    own |= dict.fromkeys(OF_REPORTS)
    for _, text in _texts(bundle, ".html"):
        own |= dict.fromkeys(names(reader(), text).stored - set(own))
    return own


def _asked_for(bundle: Bundle) -> Iterator[Finding]:
    given = {address.removeprefix(BASE) for address in assets(bundle)}
    pages = {path.removeprefix(FOLDER) for path in bundle.paths(".html", FOLDER)}
    for path, text in _texts(bundle, ".html"):
        asked = [(name, given) for name in LINKED.findall(text)]
        asked += [(name, pages) for name in names(reader(), text).includes]
        yield from (_absent(path, name) for name, there in asked if name not in there)
    for path, text in _texts(bundle, ".css"):
        yield from (_absent(path, name) for name in STYLED.findall(text) if name not in given)


def _absent(path: str, name: str) -> Finding:
    sentence = f"It asks for “{name[:80]}”, which is not there."
    return Finding("error", path, name[:80], sentence, REMEDY, "page-file-missing")


def _texts(bundle: Bundle, suffix: str) -> Iterator[tuple[str, str]]:
    for path in bundle.paths(suffix, FOLDER):
        yield path, bundle.files[path].decode(errors="replace")


def _tried(bundle: Bundle) -> Iterator[Finding]:
    for stage in STAGES:
        page = f"stage_{stage}.html"
        if FOLDER + page not in bundle.files:
            continue
        try:
            fill(bundle, page, {"form": sample(stage), "parameters": bundle.parameters})
        except Permanent as no:
            yield Finding(
                "error", FOLDER + page, "", str(no), "Correct the template.", "page-not-filled"
            )

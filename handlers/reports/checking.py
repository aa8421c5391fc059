"""What is wrong with the files in reports/, said before a bundle is deployed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.bundle import Bundle
from engine.checks.subject import Subject
from engine.errors import Permanent
from engine.model import Finding
from forms import toml
from handlers.documents.checking import is_sound
from handlers.documents.pages import FOLDER as DOCUMENTS
from handlers.reports.cube import MEASURES
from handlers.reports.layout import CHARTS, COMMON, FOLDER, MONTHS, PLACES, Part, layout_of
from handlers.reports.printing import TEMPLATE, page
from handlers.reports.sample import WORDS, sample

WRONG = "report-wrong"
STATISTICS = ("", "kappa", "median")
Fault = tuple[str, str]


def findings(subject: Subject) -> Iterator[Finding]:
    """Reports that cannot be read, parts that ask for what is not counted, a page that fails."""
    for path in subject.bundle.paths(".toml", FOLDER):
        if path != COMMON:
            yield from _judged(path, subject.bundle.files[path])
    yield from _tried(subject.bundle)


def _tried(bundle: Bundle) -> Iterator[Finding]:
    """The page of reports, tried on an invented one where nothing else is wrong with pages."""
    path = f"{DOCUMENTS}{TEMPLATE}"
    if path not in bundle.files or not is_sound(bundle):
        return
    try:
        page(sample(), bundle, (WORDS,))
    except Permanent as no:
        yield Finding("error", path, "", str(no), "Correct the template.", "page-not-filled")


def _judged(path: str, content: bytes) -> Iterator[Finding]:
    try:
        layout = layout_of(path, _read(content))
    except Permanent as no:
        yield Finding("error", path, "", str(no), "Correct the report.", WRONG)
        return
    for part in layout.parts:
        for sentence, remedy in (*_asked(part), *(_outside(part) if layout.outside else ())):
            yield Finding("error", path, part.key, sentence, remedy, WRONG)


def _read(content: bytes) -> dict[str, Any]:
    try:
        return dict(toml.read(content))
    except toml.TomlUnreadable:
        return {"title": "", "kind": "", "part": []}  # told by the family that reads every file


def _asked(part: Part) -> Iterator[Fault]:
    labels = MEASURES.get(part.measure)
    if labels is None:
        yield f"There is no measure “{part.measure}”.", f"Choose one of: {', '.join(MEASURES)}."
        return
    known = (*labels, *PLACES)
    for name in (part.columns, *part.only, *([part.rows] if part.rows != MONTHS else [])):
        if name not in known:
            sentence = f"The measure “{part.measure}” is not counted by “{name}”."
            yield sentence, f"Choose one of: {', '.join(known)}."
    for value, allowed in ((part.chart, CHARTS), (part.statistic, STATISTICS)):
        if value not in allowed:
            yield f"“{value}” is not known.", f"Choose one of: {', '.join(filter(None, allowed))}."


def _outside(part: Part) -> Iterator[Fault]:
    """Tables that overlap could be subtracted from each other."""
    if "district" in (part.rows, part.columns):
        yield "A report for outside may not show districts.", "Show areas."
    if part.months > 1 or part.rows == MONTHS:
        yield "A report for outside may not add up or list months.", "Take out months."

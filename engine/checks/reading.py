"""What reading refuses: files that cannot be read, and elements that would not run as drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.checks import standard
from engine.checks.subject import Subject
from engine.errors import BundleRefused
from engine.model import Finding
from engine.spiff import read


def findings(subject: Subject) -> Iterator[Finding]:
    """The findings of the standard and of the gate, of broken tables and of broken forms."""
    yield from subject.broken
    said = set(_said(subject))
    yield from (f for f in refused(subject) if (f.file, f.element, f.rule) not in said)
    yield from subject.unreadable


def refused(subject: Subject) -> Sequence[Finding]:
    """What the gate says, and what a sketch leaves open."""
    try:
        return read(subject.bundle, sketch=subject.sketch, named=subject.named).findings
    except BundleRefused as no:
        return no.findings


def _said(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """What the gate says and a rule of the standard says more exactly."""
    also = {rule.name: rule.also for rule in standard.RULES}
    for found in subject.broken:
        yield from ((found.file, found.element, name) for name in also[found.rule])

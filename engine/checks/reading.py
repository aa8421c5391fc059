"""What reading refuses: files that cannot be read, and elements that would not run as drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.checks.subject import Subject
from engine.errors import BundleRefused
from engine.model import Finding
from engine.spiff import read


def findings(subject: Subject) -> Iterator[Finding]:
    """The findings of the standard and of the gate, of broken tables and of broken forms."""
    yield from subject.broken
    yield from refused(subject)
    yield from subject.unreadable


def refused(subject: Subject) -> Sequence[Finding]:
    """What the gate says, and what a sketch leaves open."""
    try:
        return read(subject.bundle, sketch=subject.sketch, named=subject.named).findings
    except BundleRefused as no:
        return no.findings

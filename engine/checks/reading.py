"""What reading refuses: files that cannot be read, and elements that would not run as drawn."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.errors import BundleRefused
from engine.model import Finding
from engine.spiff import read


def findings(subject: Subject) -> Iterator[Finding]:
    """The findings of the gate, of broken tables and of broken forms."""
    try:
        read(subject.bundle)
    except BundleRefused as refused:
        yield from refused.findings
    yield from subject.unreadable

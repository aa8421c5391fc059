"""Settings of other tools without which nothing runs differently, so that nobody relies on them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding
from engine.spiff import foreign_settings


def findings(subject: Subject) -> Iterator[Finding]:
    """One piece of advice for each element and setting. What matters is refused by the gate."""
    for diagram in subject.diagrams:
        for element, _, verdict in foreign_settings(diagram):
            if verdict.weight == "advice":
                said = verdict.sentence, verdict.remedy
                yield Finding("advice", diagram.file, element, *said, rule="vendors")

"""What is known of one audit at the moment the figures are taken. Nothing about the child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where an auditor works. `district` is "" for services of a whole area."""

    area: str
    district: str


@dataclass(frozen=True)
class Stage:
    """A submitted stage. `grades` by section, supervision included, "overall" for the case."""

    at: datetime
    grades: Mapping[str, str]
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Moderated:
    """A moderated grading; `final` when an officer found it."""

    at: datetime
    final: bool


@dataclass(frozen=True)
class AuditFact:
    """An audit as the figures see it; whatever happened after they were taken is left out."""

    month: str
    place: Place
    category: str
    state: str
    issued_at: datetime
    auditor: Stage | None
    reviewer: Stage | None
    moderations: Sequence[Moderated]
    concluded_at: datetime | None
    final: Mapping[str, str]
    reflection: str


@dataclass(frozen=True)
class Window:
    """The month reported on, and the time whose events count: after `since`, up to `until`."""

    month: str
    since: datetime | None
    until: datetime

    def holds(self, at: datetime | None) -> bool:
        """Whether something that happened then is counted."""
        return at is not None and at <= self.until and (self.since is None or at > self.since)

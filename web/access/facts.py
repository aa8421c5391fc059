"""What a decision is made from: loaded once, free of case content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Standing = Literal[
    "auditor", "reviewer", "social_worker", "officer", "recipient", "participant", "reader"
]
Part = Literal["reflection", "stage1", "stage2", "stage3"]


@dataclass(frozen=True)
class UserTaskFacts:
    """A user task as access sees it: `people` are its assignee and who completed it.

    An offer likewise: `people` are those it is offered to. `instance` is where it belongs.
    """

    people: frozenset[str]
    group: str | None
    instance: UUID | None = None


@dataclass(frozen=True)
class StartFacts:
    """A process that people may start, or what one of them has sent: whose it is."""

    people: frozenset[str]
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AuditFacts:
    """How the person stands to one audit, and which stages have been submitted.

    `shown`: the reviewer has come to where the auditor's answers are in view; first they may have
    to give their own.
    """

    standings: frozenset[Standing]
    submitted: frozenset[int] = field(default_factory=frozenset)
    shown: bool = True

    def may_read(self, part: Part) -> bool:
        """Whether the person may read this part of the case content (nobody else may)."""
        return any(part in self._parts(standing) for standing in self.standings)

    def _parts(self, standing: Standing) -> frozenset[Part]:
        if standing == "reviewer" and not (1 in self.submitted and self.shown):
            return frozenset()
        return _PARTS[standing]


@dataclass(frozen=True)
class DocumentFacts:
    """A document: whom it was sent to, and whether the person may read its whole audit."""

    recipients: frozenset[str]
    of_own_audit: bool


_ALL: frozenset[Part] = frozenset(("reflection", "stage1", "stage2", "stage3"))
_PARTS: dict[Standing, frozenset[Part]] = {
    "auditor": _ALL,
    "reviewer": _ALL,
    "officer": _ALL,
    "social_worker": frozenset(("reflection",)),
    "recipient": frozenset(),
    "participant": frozenset(),
    "reader": frozenset(),
}


@dataclass(frozen=True)
class ReportFacts:
    """The places whose figures may be read, None for all; whether drafts may be seen.

    A place is an area with a district, "" being services of the whole area, or with None for all
    of the area.
    """

    places: frozenset[tuple[str, str | None]] | None
    drafts: bool


@dataclass(frozen=True)
class UnmaskingFacts:
    """Whose look at masked content it is."""

    by: str

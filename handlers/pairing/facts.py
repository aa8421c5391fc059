"""The facts about an auditor and a possible reviewer that the table `pairing` asks for. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """An audit as reviewers see it: who is involved already, in whatever part.

    `command` are the auditor's line manager, theirs, and so on up; `category` is the case's.
    """

    auditor: str
    team: str | None
    line_manager: str | None
    service_manager: str | None
    overseers: frozenset[str]
    holders: frozenset[str]
    district: str
    command: frozenset[str] = frozenset()
    category: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody who might review, with all their roles. `absent`: not available in the month, or
    today."""

    id: str
    name: str
    team: str | None
    districts: frozenset[str]
    absent: bool
    roles: frozenset[str] = frozenset()


def pair_facts(
    side: Side,
    candidate: Candidate,
    *,
    months_since_pair: int | None = None,
    months_since_review: int | None = None,
    load: int = 0,
) -> dict[str, object]:
    """What the table is asked; the names are documented in the README of the handlers."""
    return {
        "same_person": candidate.id == side.auditor,
        "same_team": candidate.team is not None and candidate.team == side.team,
        "line_manager": candidate.id == side.line_manager,
        "line_of_command": candidate.id in side.command,
        "service_manager": candidate.id == side.service_manager,
        "iro_or_chair": candidate.id in side.overseers,
        "case_holder": candidate.id in side.holders,
        "absent": candidate.absent,
        "months_since_pair": months_since_pair,
        "months_since_review": months_since_review,
        "same_district": side.district in candidate.districts and side.district != "",
        "load": load,
        "category": side.category,
        "is_iro": "iro" in candidate.roles,
        "is_cp_chair": "cp_chair" in candidate.roles,
    }

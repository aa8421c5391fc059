"""The facts about an auditor and a possible reviewer that the table `pairing` asks for. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """An audit as reviewers see it: who is involved already, in whatever part."""

    auditor: str
    team: str | None
    line_manager: str | None
    service_manager: str | None
    overseers: frozenset[str]
    holders: frozenset[str]
    district: str


@dataclass(frozen=True)
class Candidate:
    """Somebody who might review. `absent`: not available in the month, or today."""

    id: str
    name: str
    team: str | None
    districts: frozenset[str]
    absent: bool


def pair_facts(
    side: Side, candidate: Candidate, *, months_since_pair: int | None = None, load: int = 0
) -> dict[str, object]:
    """What the table is asked; the names are documented in the README of the handlers."""
    return {
        "same_person": candidate.id == side.auditor,
        "same_team": candidate.team is not None and candidate.team == side.team,
        "line_manager": candidate.id == side.line_manager,
        "service_manager": candidate.id == side.service_manager,
        "iro_or_chair": candidate.id in side.overseers,
        "case_holder": candidate.id in side.holders,
        "absent": candidate.absent,
        "months_since_pair": months_since_pair,
        "same_district": side.district in candidate.districts and side.district != "",
        "load": load,
    }

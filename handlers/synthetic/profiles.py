"""How large an invented council is. Figures: public anchors of 2016/17, the rest assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

COUNTY = "County"


@dataclass(frozen=True)
class TeamKind:
    """Teams of one kind: how many in each area, their size, and what their cases are like.

    The four shares add up to 1; `new` is the share open less than three months.
    """

    kind: str
    per_area: int
    cases: tuple[int, int]
    child_in_need: float
    child_protection: float
    in_care: float
    care_leaver: float
    new: float
    in_county: bool = False


@dataclass(frozen=True)
class Profile:
    """A council: teams by area and district, teams of other kinds, and people beside the teams."""

    districts: Mapping[str, Mapping[str, int]]
    district_kind: TeamKind
    kinds: tuple[TeamKind, ...]
    workers_per_team: tuple[int, int]
    staff: Mapping[str, int]


def _kinds(cases: tuple[int, int], leavers: tuple[int, int]) -> tuple[TeamKind, ...]:
    return (
        TeamKind("children_in_care", 4, cases, 0, 0, 0.98, 0.02, 0.05),
        TeamKind("care_leavers", 2, leavers, 0, 0, 0, 1, 0.01),
        TeamKind("disabled_children", 2, cases, 0.8, 0.05, 0.15, 0, 0.1),
        TeamKind("adoption", 4, cases, 0, 0, 1, 0, 0.03, in_county=True),
        TeamKind("asylum", 4, cases, 0, 0, 0.85, 0.15, 0.4, in_county=True),
        TeamKind("central_referral", 4, cases, 1, 0, 0, 0, 1, in_county=True),
    )


KENT = Profile(
    {
        "North": {"Dartford": 6, "Gravesham": 6, "Sevenoaks": 4},
        "South": {"Ashford": 6, "Dover": 6, "Shepway": 6},
        "East": {"Canterbury": 6, "Swale": 7, "Thanet": 8},
        "West": {"Maidstone": 7, "Tonbridge and Malling": 5, "Tunbridge Wells": 5},
    },
    TeamKind("district", 0, (70, 100), 0.74, 0.18, 0.08, 0, 0.45),
    _kinds((70, 100), (105, 119)),
    (5, 6),
    {"iro": 36, "cp_chair": 20, "pdo": 14, "safeguarding_officer": 8, "miu": 4, "director": 2},
)
LARGE = Profile(
    {
        "North": {"Dartford": 16, "Gravesham": 16, "Sevenoaks": 10},
        "South": {"Ashford": 16, "Dover": 16, "Shepway": 16},
        "East": {"Canterbury": 16, "Swale": 18, "Thanet": 22},
        "West": {"Maidstone": 18, "Tonbridge and Malling": 13, "Tunbridge Wells": 13},
    },
    KENT.district_kind,
    tuple(replace(k, per_area=10 if k.in_county else k.per_area * 5 // 2) for k in KENT.kinds),
    KENT.workers_per_team,
    {"iro": 93, "cp_chair": 52, "pdo": 36, "safeguarding_officer": 21, "miu": 6, "director": 2},
)
MINI = Profile(
    {"North": {"Dartford": 2, "Gravesham": 2}, "South": {"Ashford": 2, "Dover": 2}},
    TeamKind("district", 0, (8, 14), 0.74, 0.18, 0.08, 0, 0.45),
    (
        TeamKind("children_in_care", 1, (8, 14), 0, 0, 0.98, 0.02, 0.05),
        TeamKind("care_leavers", 1, (8, 14), 0, 0, 0, 1, 0.01),
    ),
    (2, 3),
    {"iro": 5, "cp_chair": 3, "pdo": 3, "safeguarding_officer": 2, "miu": 1, "director": 1},
)
PROFILES: Mapping[str, Profile] = {"mini": MINI, "kent": KENT, "large": LARGE}

"""A council of a profile's shape for as many audits as wanted: more teams, or fewer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.synthetic.edges import PLACES, without_audit
from handlers.synthetic.profiles import Profile, TeamKind

# Below that, two of the awkward cases would be in one team.
FEWEST = PLACES - without_audit(PLACES)
MOST = 2_000
# However large the council, there are no more of these.
FEW = "director"
Districts = Mapping[str, Mapping[str, int]]


def grown(profile: Profile, audits: int) -> Profile:
    """The profile with so many teams that a month has this many audits, from FEWEST to MOST.

    With the number of audits that a profile has anyway it is the profile itself.
    """
    wanted = _teams_for(audits)
    by = wanted / teams_of(profile)
    # The county's own staff would have no team to belong to without one of each of its kinds.
    kinds = tuple(
        replace(kind, per_area=max(kind.in_county, round(kind.per_area * by)))
        for kind in profile.kinds
    )
    rest = wanted - _in_kinds(kinds, len(profile.districts))
    districts = _shared(profile.districts, rest)
    staff = {role: n if role == FEW else max(1, round(n * by)) for role, n in profile.staff.items()}
    return replace(profile, kinds=kinds, districts=districts, staff=staff)


def teams_of(profile: Profile) -> int:
    """How many teams there are, each with a manager who audits."""
    in_districts = sum(sum(counts.values()) for counts in profile.districts.values())
    return in_districts + _in_kinds(profile.kinds, len(profile.districts))


def _teams_for(audits: int) -> int:
    teams = audits
    while teams - without_audit(teams) < audits:
        teams += 1
    return teams


def _in_kinds(kinds: tuple[TeamKind, ...], areas: int) -> int:
    return sum(kind.per_area * (1 if kind.in_county else areas) for kind in kinds)


def _shared(districts: Districts, teams: int) -> Districts:
    """So many teams shared out as the districts have them now; what is over, by what is due."""
    whole = sum(sum(counts.values()) for counts in districts.values())
    due = {
        (area, name): count * teams / whole
        for area, counts in districts.items()
        for name, count in counts.items()
    }
    given = {place: int(share) for place, share in due.items()}
    by_rest = sorted(due, key=lambda place: given[place] - due[place])
    for place in by_rest[: teams - sum(given.values())]:
        given[place] += 1
    return {a: {name: given[a, name] for name in counts} for a, counts in districts.items()}

"""Who is told of which auditors, by the rows of a table. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from handlers.chase.due import Due
from handlers.directory.above import Managers

Holders = Callable[[str], Sequence[tuple[str, str]]]
SCOPES = ("own", "held_for", "all")


def lists(
    rows: Iterable[Mapping[str, object]],
    holders: Holders,
    due: Sequence[Due],
    managers: Managers,
) -> dict[str, list[Due]]:
    """For each reader the audits they are told of, late or not; readers of none are left out.

    A row is {role, scope}. Scope "own": they are the auditor's line manager, or the Service Manager
    of the team; "held_for": the team, district or area they hold the role for; "all": everybody.
    """
    told: dict[str, list[Due]] = defaultdict(list)
    for row in rows:
        for person, scope in holders(str(row["role"])):
            for one in due:
                if _is_told(str(row["scope"]), person, scope, one, managers):
                    told[person].append(one)
    return {person: list(dict.fromkeys(found)) for person, found in told.items()}


def _is_told(rule: str, person: str, scope: str, due: Due, managers: Managers) -> bool:
    team = due.team
    if rule == "own":
        answers = managers.of(due.auditor, due.line_manager, team)
        return person in (due.line_manager, team.service_manager, answers)
    return rule == "all" or scope in ("", team.id, team.district, team.area)

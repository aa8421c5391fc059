"""The awkward cases every council has, put where the draw and the tests will meet them."""

from __future__ import annotations

from datetime import date, timedelta

from engine.calendar import Calendar
from handlers.synthetic.caseload import FLAGS
from handlers.synthetic.council import Council, Row, TeamPlan

PLACES = 12
# Teams whose manager is away for the month, and the places of others that have no audit then: away
# for longer than two-thirds in three ways, seconded, and without an eligible case.
AWAY = slice(20, None, 36)
WITHOUT_AUDIT = (2, 3, 5, 7, 11)


def build(council: Council) -> None:
    """Change a few cases and add absences; about one manager in twenty is away for the month."""
    _awkward_cases(council)
    _no_eligible_case(council, _plan(council, 11))
    _vacancies(council)
    _absent_managers(council)
    _absent_reviewers(council)


def without_audit(teams: int) -> int:
    """How many of so many teams, PLACES or more, have no audit in the month."""
    return len({_place(place, teams) for place in WITHOUT_AUDIT} | set(range(teams)[AWAY]))


def _plan(council: Council, place: int) -> TeamPlan:
    return council.plans[_place(place, len(council.plans))]


def _place(place: int, teams: int) -> int:
    return place * teams // PLACES


def _cases(council: Council, plan: TeamPlan) -> list[Row]:
    return [case for case in council.cases if case["team_id"] == plan.id]


def _awkward_cases(council: Council) -> None:
    month, three_earlier = council.on, (council.on.month + 8) % 12 + 1
    year = month.year - (three_earlier > month.month)
    exactly, restricted, moved = _cases(council, _plan(council, 0))[:3]
    exactly["opened_on"] = date(year, three_earlier, month.day).isoformat()
    exactly["last_audited_on"] = ""
    restricted["restricted"] = "yes"
    moved["allocated_on"] = (month - timedelta(16)).isoformat()
    moved["previous_workers"] = moved["social_worker"]


def _no_eligible_case(council: Council, plan: TeamPlan) -> None:
    for case in _cases(council, plan):
        case.update(dict.fromkeys(FLAGS, "no"))


def _vacancies(council: Council) -> None:
    for plan in council.plans[2::40]:
        for case in _cases(council, plan):
            if case["social_worker"] == plan.workers[0]:
                case["social_worker"] = ""


def _absent_managers(council: Council) -> None:
    days = _working_days(council.on)
    two_thirds = len(days) * 2 // 3
    _away(council, _plan(council, 1).manager, "sickness", days[:two_thirds])
    _away(council, _plan(council, 2).manager, "sickness", days[: two_thirds + 1])
    _part_timer(council, _plan(council, 3).manager, days)
    _away(council, _plan(council, 5).manager, "secondment", days)
    forty = len(days) * 4 // 10
    _away(council, _plan(council, 7).manager, "sickness", days[:forty])
    _away(council, _plan(council, 7).manager, "annual_leave", days[forty : 2 * forty])
    for plan in council.plans[AWAY]:
        _away(council, plan.manager, "annual_leave", days)


def _part_timer(council: Council, person: str, days: list[date]) -> None:
    row = next(row for row in council.people if row["person_id"] == person)
    row["working_days"] = "Mon Tue Wed"
    worked = [day for day in days if day.weekday() < 3]
    _away(council, person, "annual_leave", worked[: len(worked) * 2 // 3 + 1])


def _absent_reviewers(council: Council) -> None:
    days = _working_days(council.on)
    for person in council.holders("peer_reviewer")[9::14]:
        _away(council, person, "annual_leave", days)


def _away(council: Council, person: str, reason: str, days: list[date]) -> None:
    if any(row["person_id"] == person and row["reason"] == reason for row in council.absences):
        return
    first, last = days[0].isoformat(), days[-1].isoformat()
    away = {"person_id": person, "reason": reason, "from": first, "to": last, "seconded_to": ""}
    council.absences.append(away)


def _working_days(first: date) -> list[date]:
    calendar = Calendar.england([first.year])
    days = [first + timedelta(n) for n in range(31)]
    return [day for day in days if day.month == first.month and calendar.is_working_day(day)]

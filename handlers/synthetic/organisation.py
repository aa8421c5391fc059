"""Teams, and the people who lead, look after and review them."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.synthetic.council import Council, TeamPlan
from handlers.synthetic.profiles import COUNTY, TeamKind

REVIEWER = ("peer_reviewer", "")
# Nobody approves what they touched: a change of the policy needs two, an urgent one three.
PROCESS_OWNER = ("process_owner", "")


def build(council: Council) -> None:
    """Everybody and every team, from the top down so that each line manager exists."""
    director = council.hire(("director", ""), REVIEWER)
    for _ in range(council.profile.staff["director"] - 1):
        council.hire(("director", ""), REVIEWER, manager=director)
    _assistant_directors(council, director)
    _safeguarding_unit(council, director)
    council.plans.extend(_plans(council))
    _service_managers(council, director)
    for plan in council.plans:
        _staff_team(council, plan)
    council.hire(("information_governance", ""), manager=director)


def _assistant_directors(council: Council, director: str) -> None:
    for area in council.areas():
        council.hire(("assistant_director", area), REVIEWER, manager=director)
    if len(list(council.areas())) > 2:
        council.hire(("assistant_director", COUNTY), REVIEWER, manager=director)
        council.hire(("assistant_director", ""), REVIEWER, manager=director)


def _safeguarding_unit(council: Council, director: str) -> None:
    head = council.hire(("head_of_qa", ""), manager=director)
    assurance = council.hire(("sm_sqa", ""), PROCESS_OWNER, manager=head)
    officers = _iro_team_managers(council, head)
    chairs = council.hire(("cp_chairs_manager", ""), PROCESS_OWNER, manager=head)
    staff = council.profile.staff
    for number in range(staff["iro"]):
        council.hire(("iro", ""), REVIEWER, manager=officers[number % len(officers)])
    for _ in range(staff["cp_chair"]):
        council.hire(("cp_chair", ""), REVIEWER, manager=chairs)
    for role in ("pdo", "safeguarding_officer"):
        for _ in range(staff[role]):
            council.hire((role, ""), REVIEWER, manager=assurance)
    for _ in range(staff["miu"]):
        council.hire(("miu", ""), manager=head)
    council.hire(PROCESS_OWNER, manager=head)
    council.hire(("admin", ""), manager=director)


def _iro_team_managers(council: Council, head: str) -> list[str]:
    areas = [*council.areas(), *([COUNTY] if len(list(council.areas())) > 2 else [])]
    half = (len(areas) + 1) // 2
    parts = [areas[:half], areas[half:]]
    return [
        council.hire(*(("iro_team_manager", area) for area in part), manager=head)
        for part in parts
        if part
    ]


def _plans(council: Council) -> Iterator[TeamPlan]:
    numbers = iter(range(1, 10_000))
    for area, places in council.profile.districts.items():
        for district, count in places.items():
            for _ in range(count):
                kind = council.profile.district_kind
                yield TeamPlan(f"T{next(numbers):03}", kind, area, district)
    for kind in council.profile.kinds:
        for area in [COUNTY] if kind.in_county else council.areas():
            for _ in range(kind.per_area):
                yield TeamPlan(f"T{next(numbers):03}", kind, area, "")


def _service_managers(council: Council, director: str) -> None:
    managers: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], int] = {}
    for plan in council.plans:
        place = (plan.district or plan.area, _service(plan.kind))
        if place not in managers:
            above = council.holders("assistant_director", plan.area) or [director]
            role = ("service_manager", place[0])
            managers[place] = council.hire(role, REVIEWER, manager=above[0])
        titled = (place[0], plan.kind.kind)
        names[titled] = names.get(titled, 0) + 1
        _add_team(council, plan, f"{_title(plan)} {names[titled]}", managers[place])
    _other_service_managers(council, director)


def _service(kind: TeamKind) -> str:
    joined = {
        "care_leavers": "leaving and disability",
        "disabled_children": "leaving and disability",
    }
    return joined.get(kind.kind, kind.kind)


def _other_service_managers(council: Council, director: str) -> None:
    """The council has a few more service managers without teams of their own; they review too."""
    for _ in range(3 if len(council.plans) > 50 else 1):
        council.hire(
            ("service_manager", COUNTY * (len(council.plans) > 50)), REVIEWER, manager=director
        )


def _title(plan: TeamPlan) -> str:
    words = plan.kind.kind.replace("_", " ").capitalize()
    return plan.district or f"{words} {plan.area}"


def _add_team(council: Council, plan: TeamPlan, name: str, manager: str) -> None:
    council.teams.append(
        {
            "team_id": plan.id,
            "name": name,
            "kind": plan.kind.kind,
            "area": plan.area,
            "district": plan.district,
            "service_manager": manager,
            "in_programme": "yes",
        }
    )


def _staff_team(council: Council, plan: TeamPlan) -> None:
    above = council.teams[council.plans.index(plan)]["service_manager"]
    plan.manager = council.hire(("team_manager", plan.id), team=plan.id, manager=above)
    for _ in range(council.dice.randint(*council.profile.workers_per_team)):
        worker = ("social_worker", plan.id)
        plan.workers.append(council.hire(worker, team=plan.id, manager=plan.manager))

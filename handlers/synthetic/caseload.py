"""The children's cases of every team: invented numbers and initials, and nothing more."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.synthetic.council import Council, Row, TeamPlan
from handlers.synthetic.profiles import TeamKind

LETTERS = "ABCDEFGHIJKLMNOPRSTUVWYZ"
FIRST_NUMBER = 1_000_000


def build(council: Council) -> None:
    """Fill every team with cases, brothers and sisters among them."""
    for plan in council.plans:
        left = council.dice.randint(*plan.kind.cases)
        while left > 0:
            family = min(left, _children_in_family(council))
            _add_family(council, plan, family)
            left -= family


def _children_in_family(council: Council) -> int:
    return council.dice.randint(2, 5) if council.dice.random() < 0.06 else 1


def _add_family(council: Council, plan: TeamPlan, children: int) -> None:
    family = f"F{len(council.cases) + 1:06}" if children > 1 else ""
    surname = council.dice.choice(LETTERS)
    first = _case(council, plan, surname)
    for number in range(children):
        case = first if number == 0 else _case(council, plan, surname)
        council.cases.append({**case, "family_id": family, "liberi_number": _number(council)})


def _number(council: Council) -> str:
    # A step that shares no factor with ten million keeps the numbers apart but not in a row.
    return f"L9-{(FIRST_NUMBER + len(council.cases) * 7_919) % 10_000_000:07}"


def _case(council: Council, plan: TeamPlan, surname: str) -> Row:
    dice = council.dice
    opened = _opened(council, plan.kind)
    status = _status(council, plan.kind)
    return {
        "initials": dice.choice(LETTERS) + surname,
        "team_id": plan.id,
        "social_worker": dice.choice(plan.workers),
        "opened_on": opened.isoformat(),
        "allocated_on": min(
            opened + timedelta(dice.randint(0, 20)), _yesterday(council)
        ).isoformat(),
        **{flag: "yes" if flag in status else "no" for flag in FLAGS},
        "iro": dice.choice(council.holders("iro")) if "in_care" in status else "",
        "cp_chair": dice.choice(council.holders("cp_chair"))
        if "child_protection" in status
        else "",
        "previous_workers": _earlier(council, plan),
        "restricted": "yes" if dice.random() < 0.005 else "no",
        "last_audited_on": _audited(council, opened),
    }


FLAGS = ("child_in_need", "child_protection", "in_care", "care_leaver")


def _status(council: Council, kind: TeamKind) -> set[str]:
    shares = [kind.child_in_need, kind.child_protection, kind.in_care, kind.care_leaver]
    status = {council.dice.choices(FLAGS, shares)[0]}
    if "child_protection" in status:
        status.add("child_in_need")
    if "in_care" in status and council.dice.random() < 0.01:
        status.add("child_protection")
    return status


def _opened(council: Council, kind: TeamKind) -> date:
    new = council.dice.random() < kind.new
    days = council.dice.randint(2, 88) if new else council.dice.randint(93, 1_500)
    return council.on - timedelta(days)


def _yesterday(council: Council) -> date:
    return council.on - timedelta(1)


def _earlier(council: Council, plan: TeamPlan) -> str:
    if council.dice.random() >= 0.1:
        return ""
    return council.dice.choice(council.holders("peer_reviewer") + plan.workers)


def _audited(council: Council, opened: date) -> str:
    age = (council.on - opened).days
    if age < 60 or council.dice.random() >= 0.12:
        return ""
    return (council.on - timedelta(council.dice.randint(30, age))).isoformat()

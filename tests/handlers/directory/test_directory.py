"""Who holds a role for an audit, and which officers are free of conflicts."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.directory import groups_of, people, words
from handlers.directory.resolve import nearest, officers, resolve
from handlers.scenarios.audits.council import TENANT
from handlers.tables import Absence, ChildCase, Person, PersonRole, Team
from tests.handlers.desk import Desk

TEAM = Team(
    tenant_id=TENANT, id="T1", name="Dover 1", kind="district", area="South", district="Dover"
)
COUNTY = Team(tenant_id=TENANT, id="T2", name="Asylum", kind="asylum", area="County", district="")
HELD = [("all", ""), ("south", "South"), ("dover", "Dover"), ("swale", "Swale"), ("also", "South")]


@pytest.mark.parametrize(
    ("held", "team", "people"),
    [
        (HELD, TEAM, ["dover"]),
        ([*HELD, ("own", "T1")], TEAM, ["own"]),
        (HELD[:2] + HELD[4:], TEAM, ["also", "south"]),
        (HELD, COUNTY, ["all"]),
        (HELD[1:], COUNTY, []),
        (HELD, None, ["all"]),
    ],
)
def test_the_narrowest_scope_wins(
    held: list[tuple[str, str]], team: Team | None, people: list[str]
) -> None:
    assert nearest(held, team) == people


@pytest.mark.parametrize(
    ("role", "person"),
    [
        ("team_manager", "auditor"),
        ("peer_reviewer", "reviewer"),
        ("service_manager", "service_manager"),
        ("sm_sqa", "sm_sqa"),
        ("officer", None),
        ("head_of_qa", "head_of_qa"),
        ("director", None),
    ],
)
def test_an_audits_own_people_come_first(desk: Desk, role: str, person: str | None) -> None:
    assert desk.call(resolve, role=role) == {"person": person}


def add_officer(desk: Desk, person: str, **changed: object) -> None:
    known: dict[str, object] = {"name": f"Officer {person}", "team_id": None, "line_manager": None}
    with desk.database.write() as session:
        session.add(
            Person(tenant_id=TENANT, id=person, email=f"{person}@example.org", active=True,
                   working_week=[1, 1, 1, 1, 1, 0, 0], **{**known, **changed})
        )  # fmt: skip
        session.add(PersonRole(tenant_id=TENANT, person_id=person, role="pdo", scope=""))


def free(desk: Desk) -> list[str]:
    listed = desk.call(officers, role="pdo")["officers"]
    return [one["value"] for one in listed]


def test_r87_an_officer_without_conflict_is_offered_by_name(desk: Desk) -> None:
    assert desk.call(officers, role="pdo") == {
        "officers": [{"value": "officer", "label": "Femi Adeyemi"}]
    }


def test_invariant_6_the_reviewer_is_never_offered(desk: Desk) -> None:
    with desk.database.write() as session:
        session.add(PersonRole(tenant_id=TENANT, person_id="reviewer", role="pdo", scope=""))
    assert free(desk) == ["officer"]


def test_an_officer_with_a_part_in_the_case_is_not_offered(desk: Desk) -> None:
    add_officer(desk, "held")
    add_officer(desk, "chair")
    add_officer(desk, "away")
    add_officer(desk, "mate", team_id="team")
    with desk.database.write() as session:
        case = session.get_one(ChildCase, (TENANT, "L9-0000001"))
        case.previous_workers, case.cp_chair = ["held"], "chair"
        session.add(
            Absence(tenant_id=TENANT, person_id="away", reason="sickness",
                    starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 1))
        )  # fmt: skip
    assert free(desk) == ["officer"]


def test_an_officer_of_the_same_district_comes_last(desk: Desk) -> None:
    add_officer(desk, "near", name="Aaron Near")
    with desk.database.write() as session:
        session.add(PersonRole(tenant_id=TENANT, person_id="near", role="pdo", scope="Dartford"))
    assert free(desk) == ["officer", "near"]


def test_groups_are_the_roles_somebody_holds_until_they_leave(desk: Desk) -> None:
    groups = groups_of(desk.database, TENANT)
    assert groups("sm_sqa") == {"sm_sqa"}
    assert groups("nobody") == frozenset()
    with desk.database.write() as session:
        session.get_one(Person, (TENANT, "sm_sqa")).active = False
    assert groups("sm_sqa") == frozenset()


def test_people_can_be_listed_by_role(desk: Desk) -> None:
    with desk.database.read() as session:
        assert [one.id for one in people(session, TENANT, role="pdo")] == ["officer"]
        assert {one.id for one in people(session, TENANT)} > {"auditor", "officer", "reviewer"}


def test_a_role_without_words_is_still_readable() -> None:
    assert (words("miu"), words("night_porter")) == ("Management Information Unit", "night porter")


def test_who_has_left_is_nobody_and_the_service_manager_there_is_now_takes_their_place(
    desk: Desk,
) -> None:
    with desk.database.write() as session:
        for person in ("service_manager", "reviewer"):
            session.get_one(Person, (TENANT, person)).active = False
        session.get_one(Team, (TENANT, "team")).service_manager = "assistant_director"
    assert desk.call(resolve, role="peer_reviewer") == {"person": None}
    for role in ("service_manager", "line_manager"):
        assert desk.call(resolve, role=role) == {"person": "assistant_director"}

"""Absences and dispensations: one's own, of people one answers for, or all of them (R35, R36)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.directory.tables import Person, PersonRole, Team

RULE = "Sick leave for more than two thirds of the month"


def away(db, person: str, starts_on: date, ends_on: date, at) -> None:
    report = AbsenceReport(
        tenant_id="main", id=uuid4(), person_id=person, reason="sickness", starts_on=starts_on,
        ends_on=ends_on, share=100, source="report", by=person, at=at, instance_id=uuid4(),
        activity_key=f"{person} {starts_on}",
    )  # fmt: skip
    db.add(report)
    db.add(
        Dispensation(
            tenant_id="main", id=uuid4(), report_id=report.id, person_id=person, month="2026-12",
            outcome="dispensed", rule=RULE, by="system", at=at, activity_key=f"of {report.id}",
        )
    )  # fmt: skip


@pytest.fixture
def absent(parts):
    """Rita's line manager is Carl; Maya manages a team whose Service Manager is Noah."""
    now = parts.clock.now()
    with parts.database.write() as db:
        db.get_one(Person, ("main", "reader")).line_manager = "checker"
        db.add(
            Team(tenant_id="main", id="t1", name="Team 1", kind="district", area="North",
                 district="Dartford", service_manager="noah", in_programme=True)
        )  # fmt: skip
        db.add(PersonRole(tenant_id="main", person_id="maya", role="team_manager", scope="t1"))
        for person in ("reader", "maya"):
            away(db, person, now.date(), now.date() + timedelta(days=40), now)
        past = now.date() - timedelta(days=90)
        away(db, "reader", past, past + timedelta(days=9), now)


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("reader", {"Rita Reader"}),
        ("checker", {"Rita Reader"}),
        ("noah", {"Maya Librarian"}),
        ("maya", {"Maya Librarian"}),
        ("stranger", set()),
    ],
)
def test_each_sees_their_own_and_of_whom_they_answer_for(absent, sign_in, person, sees):
    for page in ("/absences", "/dispensations"):
        text = sign_in(person).get(page).text.partition("<main")[2]
        rows = {name for name in ("Rita Reader", "Maya Librarian") if f">{name}<" in text}
        assert rows == sees, page


def test_management_information_sees_all_with_rule_and_who_decided(absent, parts, sign_in):
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="stranger", role="miu", scope=""))
    text = sign_in("stranger").get("/dispensations").text
    assert "3 decisions" in text
    assert text.count(RULE) == 3
    assert "The table" in text


def test_filters_stand_in_the_address_and_an_empty_list_says_so(absent, sign_in):
    reader = sign_in("reader")
    assert "1 absence<" in reader.get("/absences").text
    assert "2 absences" in reader.get("/absences?over=yes").text
    assert "No absence fits" in reader.get("/absences?text=Quill").text
    assert "No decision fits" in reader.get("/dispensations?outcome=refused").text
    assert "No absence is known" in sign_in("boss").get("/absences").text
    assert "Nothing has been decided" in sign_in("boss").get("/dispensations").text


def test_an_assistant_director_standing_in_sees_those_nobody_else_answers_for(
    absent, parts, sign_in
):
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="boss", role="assistant_director", scope=""))
        db.get_one(Team, ("main", "t1")).service_manager = None
    page = sign_in("boss").get("/absences").text.partition("<main")[2]
    assert ">Maya Librarian<" in page
    assert ">Rita Reader<" not in page, "her line manager is there"

"""People and roles: given from a day to a day, ended, and never to oneself."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from sqlalchemy import update

from engine import queries
from engine.tables import AuditLog
from engine.worker import run_due
from handlers.directory.reading import roles_of
from handlers.directory.tables import Person, PersonRole
from web.account import passwords

PEOPLE = "/operations/access/people"
GIVING = {"role": "miu", "scope": "", "starts_on": "2026-11-30", "reason": "For the winter"}


@pytest.fixture
def boss(sign_in):
    return sign_in("boss")


def give(client, person, *, looks=False, **changed):
    words = {**GIVING, **changed}
    seen = "/".join(words.get(name, "") for name in ("role", "scope", "starts_on", "ends_on"))
    told = {} if looks else {"seen": seen}
    return client.post(f"{PEOPLE}/{person}/roles/give", data={**words, **told})


def test_people_are_found_with_their_roles(boss):
    page = boss.get("/operations/access?text=maya").text
    assert "Maya Librarian" in page
    assert "Noah" not in page
    assert "Nobody fits" in boss.get("/operations/access?role=director").text


def test_a_role_that_hangs_on_one_person_and_one_that_nobody_has_are_said(boss):
    page = boss.get("/operations/access/roles").text
    assert "Only <a" in page
    assert "Ada Admin" in page
    assert "Vacant" in page


def test_giving_a_role_is_looked_at_first_and_then_works_at_once(boss, parts):
    look = give(boss, "maya", looks=True, ends_on="2026-12-01")
    assert "Maya Librarian is Management Information Unit for all of the council" in look.text
    assert "to 1 December 2026, the last day included" in look.text
    assert "miu" not in parts.groups_of("maya")
    assert give(boss, "maya", ends_on="2026-12-01").status_code == 303
    assert "miu" in parts.groups_of("maya")
    page = boss.get(f"{PEOPLE}/maya").text
    assert "1 December 2026" in page
    assert "For the winter" in page


def test_only_what_was_seen_is_given(boss, parts):
    words = {**GIVING, "role": "admin", "seen": "miu//2026-11-30/"}
    page = boss.post(f"{PEOPLE}/maya/roles/give", data=words)
    assert "They can see and change everything on these pages." in page.text
    assert "admin" not in parts.groups_of("maya")


def test_a_role_ends_by_itself_after_its_last_day_though_no_worker_has_tidied_up(
    boss, parts, clock
):
    give(boss, "maya", ends_on="2026-12-01")
    clock.move_to(clock.now() + timedelta(days=1))
    assert "miu" in parts.groups_of("maya")
    clock.move_to(clock.now() + timedelta(days=1))
    assert "miu" not in parts.groups_of("maya")
    parts.keeper.round()
    with parts.database.read() as db:
        assert [row.role for row in roles_of(db, "main", "maya")] == ["librarian"]


def test_a_role_that_is_to_come_comes_on_its_day(boss, parts, clock):
    give(boss, "maya", starts_on="2026-12-07")
    assert "To come" in boss.get(f"{PEOPLE}/maya").text
    assert "miu" not in parts.groups_of("maya")
    parts.keeper.round()
    clock.move_to(clock.now() + timedelta(days=7))
    parts.keeper.round()
    assert "miu" in parts.groups_of("maya")


@pytest.mark.parametrize(
    ("person", "changed", "sentence"),
    [
        ("boss", {}, "Nobody gives a role to themselves"),
        ("maya", {"role": ""}, "Select a role"),
        ("maya", {"role": "librarian"}, "They have this role already"),
        ("maya", {"scope": "Atlantis"}, "Select a team, a district or an area"),
        ("maya", {"ends_on": "2026-11-29"}, "The last day must be today or later"),
        ("maya", {"starts_on": "soon"}, "Enter the days as dates"),
        ("maya", {"reason": " "}, "Enter why"),
    ],
)
def test_what_cannot_be_given_says_what_to_change(boss, parts, person, changed, sentence):
    answer = give(boss, person, **changed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "miu" not in parts.groups_of(person)


def test_ending_a_role_says_who_is_left_without_and_counts_at_once(boss, parts):
    address = f"{PEOPLE}/maya/roles/end?role=librarian&scope="
    assert "The extract says so too" in boss.get(address).text
    assert boss.post(address, data={"reason": "She moves on"}).status_code == 303
    assert parts.groups_of("maya") == frozenset()
    late = boss.post(address, data={"reason": "I too"})
    assert late.status_code == 409
    assert "They do not hold this role any longer" in late.text
    assert "I too" in late.text


def test_the_last_administrator_cannot_be_lost(boss, sign_in):
    address = f"{PEOPLE}/boss/roles/end?role=admin&scope="
    refused = boss.post(address, data={"reason": "Enough"})
    assert "Give the role to somebody else first" in refused.text
    left = boss.post(f"{PEOPLE}/boss/leave", data={"reason": "Enough"})
    assert "They are the only administrator" in left.text
    assert boss.get("/operations/access").status_code == 200


def test_who_leaves_is_signed_out_and_cannot_come_back(boss, sign_in, app):
    maya = sign_in("maya")
    assert maya.get("/tasks").status_code == 200
    boss.post(f"{PEOPLE}/maya/leave", data={"reason": "She moves on"})
    assert maya.get("/tasks").status_code == 303
    assert app.test_client().post("/sign-in/as", data={"person": "maya"}).status_code == 404
    assert "Maya" in boss.get("/operations/access?who=left").text


def test_somebody_new_stays_although_no_extract_has_them(boss, parts):
    words = {"id": "n1", "name": "Nia New", "email": "nia@example.org", "reason": "Starts today"}
    refused = boss.post(f"{PEOPLE}/new", data={**words, "email": "nia@elsewhere.org"})
    assert "Letters may not go to addresses at elsewhere.org" in refused.text
    assert boss.post(f"{PEOPLE}/new", data=words).status_code == 303
    with parts.database.read() as db:
        assert db.get_one(Person, ("main", "n1")).added_by == "boss"
    again = boss.post(f"{PEOPLE}/new", data=words)
    assert "Nia New has this staff number already" in again.text


def test_signing_somebody_out_ends_it_everywhere(boss, sign_in):
    maya, elsewhere = sign_in("maya"), sign_in("maya")
    boss.post(f"{PEOPLE}/maya/sign-out")
    assert [one.get("/tasks").status_code for one in (maya, elsewhere)] == [303, 303]


def test_every_attempt_to_sign_in_is_told_and_nothing_that_was_typed(boss, app, parts, monkeypatch):
    with parts.database.write() as db:
        passwords.set_password(
            db, "main", "maya.l", "maya", "correct horse battery", parts.clock.now()
        )
    client = app.test_client()
    for name, password in (("maya.l", "hunter2 hunter2"), ("a password", ""), ("maya.l", "wrong")):
        assert client.post("/sign-in", data={"name": name, "password": password}).status_code == 422
    client.post("/sign-in", data={"name": "maya.l", "password": "correct horse battery"})
    page = boss.get("/operations/access/sign-ins").text
    assert page.count("Wrong password") == 3, "twice, and once as a choice of the filter"
    assert "A name that nobody has" in page
    assert "Local account" in page
    assert "hunter2" not in page
    assert "a password" not in page
    refused = boss.get("/operations/access/sign-ins?outcome=not_accepted").text
    assert '<td class="govuk-table__cell">Demonstration' not in refused
    lines = boss.get("/operations/access/sign-ins.csv?who=maya&outcome=accepted").text
    assert "Maya Librarian,Signed in,Local account,127.0.0.1" in lines
    whole = boss.get("/operations/access/sign-ins.csv").text
    module = sys.modules["web.operations.access.sign_ins"]
    monkeypatch.setattr(module, "AT_ONCE", 1)
    assert boss.get("/operations/access/sign-ins.csv").text == whole, "piece by piece the same"
    assert whole.count("\n") > 5


def test_the_audit_log_tells_who_did_what_to_whom_and_why(boss, parts):
    give(boss, "maya")
    with parts.database.write() as db:
        db.query(PersonRole).filter_by(person_id="noah").delete()
    page = boss.get("/operations/audit-log").text
    assert "Gave a role" in page
    assert "For the winter" in page
    assert "Ada Admin" in page
    assert "Gave a role" in boss.get("/operations/audit-log?group=role&who=ada").text
    assert "No line fits" in boss.get("/operations/audit-log?group=letter").text
    assert "No line fits" in boss.get("/operations/audit-log?last=2026-11-29").text
    assert "role.give" in boss.get("/operations/audit-log.csv").text
    with parts.database.read() as db:
        assert queries.verify_audit_log(db, "main") is None


def test_every_seal_is_looked_at_by_the_worker_and_the_page_says_what_it_found(boss, parts):
    give(boss, "maya")
    assert boss.post("/operations/audit-log/verify").status_code == 303
    assert "Seals are being looked at now" in boss.get("/operations/audit-log/verify").text
    run_due(parts.engine)
    assert "Every seal holds" in boss.get("/operations/audit-log/verify").text
    with parts.database.write() as db:
        db.execute(update(AuditLog).where(AuditLog.seq == 1).values(by="mallory"))
    boss.post("/operations/audit-log/verify")
    run_due(parts.engine)
    page = boss.get("/operations/audit-log/verify").text
    assert "Broken" in page
    assert "This line was changed" in page

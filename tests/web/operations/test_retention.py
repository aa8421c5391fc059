"""Information Governance: the schedule, holds, erasures with proof, everything about one."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from engine import queries
from engine.bundle import Bundle
from engine.tables import AuditLog
from engine.worker import run_due
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Absence, Person, PersonRole, Team
from handlers.documents.press import Paper
from handlers.retention.counting import CountEveryNight
from handlers.retention.tables import LegalHold
from tests.web.installation import BUNDLE

AT = "/operations/retention"
NUMBER, NAME = "L9-7654321", "Ottoline Quillfeather"
FLAGS = ("child_in_need", "child_protection", "in_care", "care_leaver")
ERASE = {"about": "child", "number": NUMBER.lower(), "names": NAME, "reason": "They asked for it."}
POLICY = Path(__file__).parents[3] / "processes" / "peer_review_audit"


@pytest.fixture
def governance(parts, sign_in):
    """Sam Stranger, who looks after how personal data is used and holds no other role."""
    with parts.database.write() as db:
        db.query(PersonRole).filter_by(person_id="stranger").delete()
        role = "information_governance"
        db.add(PersonRole(tenant_id="main", person_id="stranger", role=role, scope=""))
        db.add(
            ChildCase(
                tenant_id="main", id=NUMBER, initials="O.Q.", team_id="t", child_in_need=True,
                opened_on=parts.clock.now().date(), child_protection=False, in_care=False,
                care_leaver=False, previous_workers=[],
            )
        )  # fmt: skip
    return sign_in("stranger")


@pytest.fixture(autouse=True)
def printed(monkeypatch) -> list[str]:
    """The pages that were printed, on no paper."""
    pages: list[str] = []

    def press(page, assets):
        pages.append(page)
        return Paper(b"A proof", 1)

    monkeypatch.setattr("web.operations.retention.asked.press", press)
    return pages


def noted(parts) -> list[str]:
    with parts.database.read() as db:
        return list(db.scalars(select(AuditLog.action).order_by(AuditLog.seq)))


def test_the_navigation_brings_information_governance_to_what_is_theirs(governance):
    page = governance.get("/tasks").text
    assert f'href="{AT}"' in page
    page = governance.get(AT).text
    assert 'href="/operations/audit-log"' in page
    assert 'href="/operations/unmasked"' in page
    assert 'href="/operations/instances"' not in page
    assert governance.get("/operations").status_code == 403


def test_the_schedule_is_that_of_the_bundle_in_force(governance, parts):
    assert "No bundle in force has a table" in governance.get(AT).text
    schedule = {"retention.dmn": (POLICY / "retention.dmn").read_bytes()}
    lending = Bundle.from_folders(BUNDLE).files
    parts.engine.deploy(Bundle({**lending, **schedule}), by="boss")
    page = governance.get(AT).text
    assert "Audits that were concluded" in page
    assert "6 years" in page
    assert "Erased once it is approved; anonymous numbers stay" in page
    assert "No row" not in page


def test_what_is_past_its_time_is_counted_by_the_worker_and_when_somebody_asks(governance, parts):
    schedule = {"retention.dmn": (POLICY / "retention.dmn").read_bytes()}
    parts.engine.deploy(Bundle({**Bundle.from_folders(BUNDLE).files, **schedule}), by="boss")
    with parts.database.write() as db:
        for days in (1000, 800, 700):
            ended = (parts.clock.now() - timedelta(days=days)).date()
            who = {"tenant_id": "main", "person_id": "maya", "reason": "sickness"}
            db.add(Absence(**who, starts_on=ended, ends_on=ended))
    page = governance.get(AT).text
    assert "not been counted yet" in page
    assert "It is being counted" in page
    assert governance.get(AT).text.count("It is being counted") == 1
    assert run_due(parts.engine) == 1
    page = governance.get(AT).text
    assert "Counted on" in page
    assert "Absences, dispensations" in page
    assert 'data-by="Now">2<' in page
    held = {"about": "person", "subject": "maya", "reason": "A tribunal."}
    governance.post(f"{AT}/holds/new", data=held)
    page = governance.get(AT).text
    assert "The schedule or the holds have changed since" in page
    assert "It is being counted again" in page
    run_due(parts.engine)
    assert "have changed since" not in governance.get(AT).text
    assert governance.post(f"{AT}/count").status_code == 303
    assert "It is being counted again" in governance.get(AT).text
    assert run_due(parts.engine) == 1


def test_every_night_it_is_counted_once_however_many_workers_there_are(parts):
    def nights() -> int:
        for _ in range(2):
            CountEveryNight(parts.engine.context)()
        return run_due(parts.engine)

    assert [nights(), nights()] == [1, 0]
    parts.clock.move_to(parts.clock.now() + timedelta(days=1))
    assert nights() == 1


def test_what_is_held_about_whom_is_a_page(governance):
    page = governance.get(f"{AT}/register").text
    assert "A child&#39;s case as the extract has it" in page
    assert "web_sign_in_attempt" in page


def test_a_hold_keeps_a_child_until_it_is_lifted(governance, parts):
    placed = {"about": "child", "subject": NUMBER, "reason": "A court."}
    assert "Enter why" in governance.post(f"{AT}/holds/new", data={**placed, "reason": ""}).text
    assert governance.post(f"{AT}/holds/new", data=placed).status_code == 303
    assert "on hold already" in governance.post(f"{AT}/holds/new", data=placed).text
    assert "A court." in governance.get(f"{AT}/holds").text
    refused = governance.post(f"{AT}/erasures/new", data=ERASE).text
    assert "The child is on hold." in refused
    assert "until the hold is lifted" in refused
    assert "Erase them for good" not in refused
    with parts.database.read() as db:
        hold = db.scalars(select(LegalHold.id)).one()
    assert governance.post(f"{AT}/holds/{hold}/lift", data={"reason": "Over."}).status_code == 303
    assert governance.post(f"{AT}/holds/{hold}/lift", data={"reason": "Over."}).status_code == 409
    assert "Erase them for good" in governance.post(f"{AT}/erasures/new", data=ERASE).text
    assert noted(parts)[-2:] == ["hold.place", "hold.lift"]


def seen_in(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_a_child_is_erased_as_it_was_seen_and_the_page_names_nobody(governance, parts, printed):
    page = governance.post(f"{AT}/erasures/new", data=ERASE).text
    seen = seen_in(page)
    assert "A child&#39;s case as the extract has it" in page
    assert "The case is open in the extract." in page
    with parts.database.write() as db:
        assert db.get(ChildCase, ("main", NUMBER)) is not None, "looking erases nothing"
        changed = {"previous_workers": [], "opened_on": parts.clock.now().date()}
        flags = dict.fromkeys(
            ("child_in_need", "child_protection", "in_care", "care_leaver"), False
        )
        db.add(ChildCase(tenant_id="main", id="L9-1", initials="X", team_id="t", family_id=NUMBER,
                         **changed, **flags))  # fmt: skip
    again = governance.post(f"{AT}/erasures/new", data={**ERASE, "seen": seen})
    assert again.status_code == 409
    assert "has changed since you looked" in again.text
    done = governance.post(f"{AT}/erasures/new", data={**ERASE, "seen": seen_in(again.text)})
    assert done.status_code == 303
    page = governance.get(done.location).text
    assert "Nothing that was searched names them any more." in page
    for text in (page, governance.get(f"{AT}/erasures").text, *printed, done.location):
        assert NUMBER not in text
        assert NAME not in text
    proof = governance.get(f"{done.location}/proof.pdf")
    assert proof.data == b"A proof"
    assert noted(parts)[-2:] == ["erasure.do", "erasure.look"]


def test_whoever_is_not_the_one_that_was_seen_is_not_erased(governance, parts):
    seen = seen_in(governance.post(f"{AT}/erasures/new", data=ERASE).text)
    other = {**ERASE, "number": "L9-0000002", "seen": seen}
    assert governance.post(f"{AT}/erasures/new", data=other).status_code == 409
    assert "Nobody has been erased by hand" in governance.get(f"{AT}/erasures").text


def test_a_reason_that_names_them_is_refused(governance):
    told = governance.post(
        f"{AT}/erasures/new", data={**ERASE, "reason": f"The mother of {NAME} asked."}
    )
    assert told.status_code == 422
    assert "Leave their name and number out" in told.text


def test_what_is_left_is_named_and_searched_again(governance, parts):
    with parts.database.write() as db:
        db.add(Team(tenant_id="main", id="planted", name=NAME, kind="x", area="North"))
    seen = seen_in(governance.post(f"{AT}/erasures/new", data=ERASE).text)
    done = governance.post(f"{AT}/erasures/new", data={**ERASE, "seen": seen}).location
    page = governance.get(done).text
    assert "Not certified" in page
    assert "team.name, 1 row (planted)" in page
    with parts.database.write() as db:
        db.get(Team, ("main", "planted")).name = "A team"
    other = governance.post(f"{done}/look", data={**ERASE, "number": "L9-0000009"})
    assert "not the words that were erased" in other.text
    assert governance.post(f"{done}/look", data=ERASE).status_code == 303
    assert "Not certified" not in governance.get(done).text


def test_somebody_who_left_loses_account_and_name_but_not_what_they_did(governance, parts, lend):
    lend()
    asked = {"about": "person", "number": "maya", "reason": "Two years after she left."}
    assert "They work here." in governance.post(f"{AT}/erasures/new", data=asked).text
    with parts.database.write() as db:
        db.get(Person, ("main", "maya")).active = False
    seen = seen_in(governance.post(f"{AT}/erasures/new", data=asked).text)
    done = governance.post(f"{AT}/erasures/new", data={**asked, "seen": seen}).location
    page = governance.get(done).text
    assert "Maya" not in page
    with parts.database.read() as db:
        assert db.get(Person, ("main", "maya")) is None
        assert queries.verify_audit_log(db, "main") is None


def test_everything_about_one_is_for_information_governance_alone(governance, parts, sign_in):
    asked = {"about": "person", "number": "stranger", "reason": "They asked."}
    answer = governance.post(f"{AT}/export", data=asked)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        told = json.loads(archive.read("everything.json"))
        page = archive.read("index.html").decode()
    found = {one["table"] for one in told["records"]}
    assert {"person", "person_role", "web_sign_in", "web_sign_in_attempt"} <= found
    assert "Who signed in or tried to" in page
    assert noted(parts)[-1] == "subject.export"
    assert "stranger" not in str(answer.headers)
    assert sign_in("boss").get(f"{AT}/export").status_code == 403
    assert 'href="/operations/retention/export"' not in sign_in("boss").get(AT).text


def test_what_is_not_there_is_not_found(governance):
    for address in (f"{AT}/erasures/{uuid4()}", f"{AT}/holds/{uuid4()}/lift"):
        assert governance.get(address).status_code == 404

"""The pages of approval, deployment and versions: who sees which control, and what it does."""

from __future__ import annotations

import io
import re
import zipfile
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engine.bundle import Bundle
from engine.tables import Mail
from handlers.checking import check

NOTE = {"note": "Read every sentence"}


@pytest.fixture
def edited(parts, change) -> UUID:
    """The change, with another number of days."""
    content, edition = parts.changes.file(change, "bundle.toml")
    longer = content.replace(b"days = 14", b"days = 21")
    parts.changes.write(change, "bundle.toml", longer, by="olive", seen=edition)
    return change


def approve(client: FlaskClient, parts, change: UUID, **said: str) -> int:
    """Send what somebody says to the change; the status."""
    digest = parts.changes.view(change).digest
    told = {"answer": "approve", "digest": digest, **NOTE, **said}
    return client.post(f"/studio/changes/{change}/approval/decide", data=told).status_code


def test_a_second_person_approves_and_deploys_and_a_third_goes_back(parts, sign_in, edited, at):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    assert "Not asked for" in olive.get(at).text
    assert olive.post(f"{at}/approval/ask", data=NOTE | {"kind": "ordinary"}).status_code == 303
    assert "Waiting for somebody" in olive.get(at).text
    assert "Approval: waiting for somebody" in hugo.get("/studio").text
    assert "May it be deployed?" not in olive.get(f"{at}/approval").text
    page = hugo.get(f"{at}/approval").text
    assert "May it be deployed?" in page
    assert "days" in page
    affected = re.findall(r'<h3 class="govuk-heading-s">(.+?)</h3>', page)
    told = hugo.get(f"{at}/differences").text
    assert affected
    assert all(f">{one}</h2>" in told for one in affected)
    assert approve(hugo, parts, edited) == 303
    assert "Approved" in olive.get(at).text
    deployed = olive.post(f"{at}/deploy", data={"how": "now", "note": "Longer loans"})
    assert deployed.location == "/studio/versions/lending/2"
    page = olive.get(deployed.location).text
    for said in ("Olive Owner", "Hugo Head", "Read every sentence", "Longer loans", "In force"):
        assert said in page
    assert re.findall(r'<h3 class="govuk-heading-s">(.+?)</h3>', page) == affected
    [link] = re.findall(r'href="([^"]+/zip)"', page)
    packed = zipfile.ZipFile(io.BytesIO(olive.get(link).data))
    assert b"days = 21" in packed.read("bundle.toml")
    assert "needs the approval" not in olive.get(f"{at}/deploy").text
    again = hugo.post("/studio/versions/lending/1/back", data={"note": "Too long"})
    assert again.location == "/studio/versions/lending/3"
    page = hugo.get("/studio/versions/lending").text
    assert "The content of version 1 again" in page
    assert page.count("In force") == 1


def test_the_author_and_an_administrator_are_refused(parts, sign_in, edited, at):
    olive, boss = sign_in("olive"), sign_in("boss")
    olive.post(f"{at}/approval/ask", data=NOTE)
    assert approve(olive, parts, edited) == 403
    assert approve(boss, parts, edited) == 403
    assert "May it be deployed?" not in boss.get(f"{at}/approval").text
    assert parts.releases.approval(edited).state == "open"
    assert olive.post(f"{at}/deploy", data={"how": "now", **NOTE}).status_code == 409


def test_an_edit_makes_it_hold_no_more_and_the_page_says_so(parts, sign_in, edited, at):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    olive.post(f"{at}/approval/ask", data=NOTE)
    seen = parts.changes.view(edited).digest
    content, edition = parts.changes.file(edited, "bundle.toml")
    parts.changes.write(edited, "bundle.toml", content + b"# More\n", by="olive", seen=edition)
    assert approve(hugo, parts, edited, digest=seen) == 409
    assert "Holds no more" in hugo.get(at).text
    assert "edited after" in hugo.get(f"{at}/approval").text
    assert olive.post(f"{at}/approval/ask", data=NOTE).status_code == 303


def test_what_is_missing_in_a_form_is_said(parts, sign_in, edited, at):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    assert "Say what is to be looked at" in olive.post(f"{at}/approval/ask").text
    urgent = olive.post(f"{at}/approval/ask", data={"kind": "emergency", **NOTE})
    assert "Say why it cannot wait" in urgent.text
    olive.post(f"{at}/approval/ask", data=NOTE)
    unsaid = hugo.post(f"{at}/approval/decide", data={}).text
    assert "Choose whether it may be deployed" in unsaid
    assert "Say what you looked at" in unsaid
    approve(hugo, parts, edited)
    for sent, said in (
        ({"how": "later"}, "Choose when"),
        ({"how": "date", "day": "31", "month": "2", "year": "2027"}, "a real date"),
        ({"how": "date", "day": "1", "month": "2", "year": "2026"}, "in the future"),
        ({"how": "groups"}, "at least one group"),
        ({"how": "now", "note": ""}, "history of versions"),
    ):
        answer = olive.post(f"{at}/deploy", data={**NOTE, **sent})
        assert answer.status_code == 422
        assert said in answer.text
    assert parts.releases.versions("lending")[0].version == 1


def test_an_emergency_needs_two_and_stays_marked(parts, sign_in, edited, at):
    olive, hugo, otto = sign_in("olive"), sign_in("hugo"), sign_in("otto")
    urgent = {"kind": "emergency", "emergency": "Books are lost", **NOTE}
    olive.post(f"{at}/approval/ask", data=urgent)
    approve(hugo, parts, edited)
    assert "Emergency: 1 of 2" in olive.get(at).text
    assert "May it be deployed?" not in hugo.get(f"{at}/approval").text
    approve(otto, parts, edited)
    olive.post(f"{at}/deploy", data={"how": "now", **NOTE})
    for page in ("/studio/versions/lending", "/studio/versions/lending/2"):
        assert "Emergency" in olive.get(page).text
    assert "Books are lost" in olive.get("/studio/versions/lending/2").text


def test_from_next_month_on_and_stopped_before(parts, sign_in, edited, at, lend):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    lend()
    olive.post(f"{at}/approval/ask", data=NOTE)
    approve(hugo, parts, edited)
    assert "1 December 2026" in olive.get(f"{at}/deploy").text
    olive.post(f"{at}/deploy", data={"how": "month", "kinds": ["follows", "unaffected"], **NOTE})
    page = olive.get("/studio/versions/lending/2").text
    assert "From 1 December 2026 at midnight" in page
    assert "0 of 1 are done" in page
    assert "1 of" in page
    assert parts.releases.versions("lending")[1].in_force
    assert hugo.post("/studio/versions/lending/2/stop", data={}).status_code == 409
    hugo.post("/studio/versions/lending/2/stop", data={"note": "Not yet"})
    assert "Stopped" in olive.get("/studio/versions/lending").text
    assert olive.post("/studio/versions/lending/2/everybody").status_code == 409


def test_a_version_is_looked_at_where_an_element_is_and_changed_by_who_may(
    parts, sign_in, edited, at
):
    where = "/studio/versions/lending/1/processes/lending"
    page = sign_in("olive").get(f"{where}?element=request").text
    assert "Lending a book: Say which book" in page
    assert re.search(r'data-near data-xml-url="[^"]+" data-marks="[^"]*request', page)
    assert f'href="{at}/diagrams/lending.bpmn?element=request"' in page
    assert "In a new change" in page
    admin = sign_in("boss")
    seen = admin.get(f"{where}?element=request").text
    assert "Say which book" in seen
    assert "In a new change" not in seen
    assert "nothing called <code>nowhere</code>" in admin.get(f"{where}?element=nowhere").text
    assert admin.get(f"{where}/diagram").data == parts.changes.base(edited).files["lending.bpmn"]
    for wrong in ("lending/9/processes/lending", "lending/1/processes/other"):
        assert admin.get(f"/studio/versions/{wrong}").status_code == 404


def test_what_there_is_not_is_not_found(sign_in, owners):
    olive = sign_in("olive")
    for page in ("/studio/versions/other", "/studio/versions/lending/7"):
        assert olive.get(page).status_code == 404
    assert olive.get("/studio/versions/lending/1/compare").status_code == 404
    assert (
        "Nobody: it was deployed from the command line"
        in olive.get("/studio/versions/lending/1").text
    )


def letters(parts) -> list[tuple[str, str, str]]:
    """Every letter: its kind, who gets it, and its subject."""
    with parts.database.read() as session:
        found = session.scalars(select(Mail).order_by(Mail.letter, Mail.recipient)).all()
        return [(one.letter, one.recipient, one.subject) for one in found]


def test_who_may_approve_is_written_to_and_the_author_hears_of_it(parts, sign_in, edited, at):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    olive.post(f"{at}/approval/ask", data={"note": "About Jo, born in May"})
    asked = "Please look at a change of Lending books: Longer loans"
    assert letters(parts) == [
        ("approval_asked", "hugo", asked),
        ("approval_asked", "otto", asked),
    ]
    approve(hugo, parts, edited, note="Jo is fine")
    assert letters(parts)[2:] == [("approval_given", "olive", "Approved: Longer loans")]
    with parts.database.read() as session:
        for one in session.scalars(select(Mail)):
            assert f"{at}/approval" in one.body
            assert "Jo" not in one.subject + one.body
            assert one.body.startswith("Dear ")
            assert "Olive Owner" in one.body or "Hugo Head" in one.body


def test_owners_word_the_letter_and_what_cannot_be_filled_in_does_not_hold_an_approval_up(
    parts, sign_in, edited, at
):
    own = {
        "mail/approval_asked/subject.txt": b"Look: {{ about.change }}\n",
        "mail/approval_asked/body.txt": b"{{ about.by }} asks. {{ link }}\n",
        "mail/approval_asked/letter.toml": b"audit = false\nlink = true\n",
        "mail/approval_given/subject.txt": b"{{ about.nothing }}\n",
        "mail/approval_given/body.txt": b"Approved.\n",
    }
    in_force = parts.changes.base(edited)
    parts.engine.deploy(Bundle({**in_force.files, **own}), by="boss")
    olive, hugo = sign_in("olive"), sign_in("hugo")
    olive.post(f"{at}/approval/ask", data=NOTE)
    approve(hugo, parts, edited)
    subjects = [subject for _, _, subject in letters(parts)]
    assert subjects == ["Look: Longer loans"] * 2 + ["Approved: Longer loans"]


def test_the_check_knows_the_names_of_these_letters(parts, change):
    own = {
        "mail/approval_asked/subject.txt": b"Look: {{ about.chnge }}\n",
        "mail/approval_asked/body.txt": b"{{ link }}\n",
        "mail/approval_asked/letter.toml": b"audit = false\nlink = true\n",
    }
    bundle = Bundle({**parts.changes.base(change).files, **own})
    [wrong] = [f for f in check(bundle, parts.engine.context.registry) if "approval" in f.file]
    assert (wrong.sentence, wrong.remedy) == ("There is no “chnge”.", "Write change.")

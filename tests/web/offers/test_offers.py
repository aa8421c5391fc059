"""What a process offers people by a button: seen, confirmed, done once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import queries, tables
from tests.diagrams import bundle

DIAGRAM = (Path(__file__).parents[2] / "bpmn" / "offering.bpmn").read_text()
FORM = json.dumps(
    {
        "type": "default",
        "id": "reason",
        "title": "Why",
        "components": [
            {
                "type": "textfield",
                "key": "reason",
                "label": "Why do you go on?",
                "validate": {"required": True},
                "properties": {"requiredMessage": "Enter why you go on"},
            }
        ],
    }
)


@pytest.fixture
def offers(parts) -> dict[str, str]:
    """An instance waits: the reader may go on, any librarian may stop it. Addresses by element."""
    diagram = DIAGRAM.replace('value="managers"', 'value="librarian"')
    parts.engine.deploy(bundle(diagram, forms___reason__form=FORM), by="boss")
    known = {"case": "C-1", "boss": "reader"}
    instance = parts.engine.start("offering", business_key="B-9", variables=known, by="boss")
    with parts.database.read() as db:
        rows = queries.offers(db, "main", instance)
        return {row.element_id: f"/offers/{row.id}" for row in rows}


def submissions(parts) -> list[tables.Submission]:
    with parts.database.read() as db:
        return list(db.query(tables.Submission))


def test_the_page_says_what_will_happen_and_in_whose_name(offers, sign_in):
    page = sign_in("reader").get(offers["go_on"])
    assert page.status_code == 200
    assert "Nobody waits any longer." in page.text
    assert "You do this as Rita Reader." in page.text
    assert "Why do you go on?" in page.text


def test_pressing_the_button_moves_the_process_and_says_so(parts, offers, sign_in):
    client = sign_in("reader")
    answer = client.post(offers["go_on"], data={"reason": "In a hurry", "taken": "0"})
    assert answer.status_code == 303
    assert "Done: Go on." in client.get(answer.location).text
    [kept] = submissions(parts)
    assert (kept.answers, kept.by) == ({"reason": "In a hurry"}, "reader")


def test_what_is_missing_is_said_and_what_was_typed_comes_back(parts, offers, sign_in):
    client = sign_in("reader")
    answer = client.post(offers["go_on"], data={"reason": "", "taken": "0"})
    assert answer.status_code == 422
    assert "Enter why you go on" in answer.text
    assert "Error: Go on" in answer.text
    assert submissions(parts) == []


def test_done_twice_is_done_once(parts, offers, sign_in):
    client = sign_in("reader")
    words = {"reason": "In a hurry", "taken": "0"}
    client.post(offers["go_on"], data=words)
    again = client.post(offers["go_on"], data=words)
    assert again.status_code == 409
    assert "This has been done already" in again.text
    assert "by you 30 November 2026" in " ".join(again.text.split())
    assert len(submissions(parts)) == 1
    assert client.get(offers["go_on"]).status_code == 200


def test_a_colleague_was_faster(offers, sign_in):
    assert sign_in("maya").post(offers["came"], data={"taken": "0"}).status_code == 303
    late = sign_in("noah").post(offers["came"], data={"taken": "0"})
    assert late.status_code == 409
    assert "Maya Librarian" in late.text


def test_what_the_process_left_behind_is_no_longer_offered(offers, sign_in):
    sign_in("maya").post(offers["came"], data={"taken": "0"})
    for answer in (
        sign_in("reader").get(offers["go_on"]),
        sign_in("reader").post(offers["go_on"], data={"reason": "x", "taken": "0"}),
    ):
        assert "This is no longer offered" in answer.text
        assert "Nothing was sent." in answer.text


def test_an_old_page_does_not_do_again_what_may_be_done_again(parts, offers, sign_in):
    """The message came from elsewhere meanwhile, and is offered still."""
    parts.engine.correlate("goOn", "C-1", {"reason": None}, by="boss")
    client = sign_in("reader")
    answer = client.post(offers["go_on"], data={"reason": "x", "taken": "0"})
    assert answer.status_code == 409
    assert "This was done while the page was open." in answer.text
    assert submissions(parts) == []
    assert client.post(offers["go_on"], data={"reason": "x", "taken": "1"}).status_code == 303


@pytest.mark.parametrize(
    ("element", "person"), [("go_on", "checker"), ("go_on", "maya"), ("came", "reader")]
)
def test_nobody_else_finds_it(parts, offers, sign_in, element, person):
    client = sign_in(person)
    assert client.get(offers[element]).status_code == 404
    assert client.post(offers[element], data={"reason": "x", "taken": "0"}).status_code == 404
    assert submissions(parts) == []


def test_answers_that_were_not_asked_for_go_nowhere(parts, offers, sign_in):
    sign_in("maya").post(offers["came"], data={"taken": "0", "reason": "x", "by": "boss"})
    [kept] = submissions(parts)
    assert (kept.answers, kept.by) == ({}, "maya")


def test_what_is_urgent_stands_before_all_else_and_begins_with_the_forms_own_words(parts, sign_in):
    diagram = DIAGRAM.replace('value="managers"', 'value="librarian"').replace(
        '<spiffworkflow:property name="offerForm"',
        '<spiffworkflow:property name="offerUrgent" value="true"/>'
        '<spiffworkflow:property name="offerForm"',
    )
    mine = '<spiffworkflow:property name="assignee" value="boss"/>'
    own = f"<spiffworkflow:properties>{mine}</spiffworkflow:properties>"
    diagram = diagram.replace(
        'name="Work"/>', f'name="Work"><extensionElements>{own}</extensionElements></userTask>'
    )
    parts.engine.deploy(bundle(diagram, forms___reason__form=FORM), by="boss")
    known = {"case": "C-2", "boss": "reader"}
    instance = parts.engine.start("offering", business_key="B-2", variables=known, by="boss")
    with parts.database.read() as db:
        [urgent] = [row for row in queries.offers(db, "main", instance) if row.urgent]
        [work] = db.query(tables.UserTask).filter_by(instance_id=instance)
    client = sign_in("reader")
    page = client.get(f"/tasks/{work.id}").text
    assert page.index('class="pl-urgent"') < page.index("<h1")
    assert page.count(f"/offers/{urgent.id}") == 1
    asked = client.get(f"/offers/{urgent.id}").text
    assert asked.index("Why do you go on?") < asked.index("What will happen")

"""A change is played by hand: sample values, people, services, the clock, back, and recorded."""

from __future__ import annotations

from html import unescape
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from handlers.scenarios import play_all
from web.parts import Parts

BEGIN = {"process": "borrowing", "at": "2026-12-14 09:00", "v.reader": "rita"}
LEND = {"title": "Emma", "kind": "novel", "_action": "submit", "by": "maya"}


@pytest.fixture
def play(olive: FlaskClient, at: str) -> str:
    """The address of a play that has begun."""
    begun = olive.post(f"{at}/play", data=BEGIN)
    assert begun.status_code == 303, begun.text
    return str(begun.location)


def text(client: FlaskClient, address: str) -> str:
    return unescape(client.get(address).text)


def do(client: FlaskClient, address: str, **words: str) -> str:
    """Post, and go where it leads."""
    answer = client.post(address, data=words, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_sample_values_are_offered_by_the_types_the_bundle_declares(
    olive: FlaskClient, at: str
) -> None:
    page = text(olive, f"{at}/play?process=borrowing")
    assert 'name="v.reader" type="text" value="rita"' in page, "the bundle's own example"
    assert 'name="v.asked_on" type="text" value="2026-12-01"' in page
    assert "A number, or nothing" in page
    wrong = olive.post(f"{at}/play", data={**BEGIN, "at": "soon", "v.copies": "many", "more": "x"})
    assert wrong.status_code == 422
    for sentence in ("Write a moment like", "“many” is no value", "write each line as name"):
        assert sentence in unescape(wrong.text)


def test_a_play_goes_on_by_people_services_and_the_clock(olive: FlaskClient, play: str) -> None:
    assert "Lend the book out" in text(olive, play)
    form = text(olive, f"{play}/do/user_task/lend_out/1")
    assert "What kind of book is it?" in form

    page = do(olive, f"{play}/do/user_task/lend_out/1", **LEND)
    assert "You have borrowed “Emma”" in page, "the letter is shown with the sample values"
    assert "Dear rita" in page
    assert 'value="1"' in text(olive, f"{play}/do/service/confirm/1"), "an output is proposed"

    page = do(olive, f"{play}/do/service/confirm/1", **{"v.sent": "1"})
    assert "Due 30 December 2026 at 8am" in page, "bank holidays are counted"
    page = do(olive, f"{play}/travel", to="")
    assert "It is 30 December 2026 at 8am" in page
    assert "Please bring “Emma” back" in page

    page = do(olive, f"{play}/undo")
    assert "It is 14 December 2026 at 9am" in page
    page = do(olive, f"{play}/do/user_task/bring_back/1", whole="on", _action="submit")
    assert "It has completed." in page
    assert "<code>true</code>" in page


def test_what_is_wrong_is_said_and_nothing_is_lost(olive: FlaskClient, play: str) -> None:
    address = f"{play}/do/user_task/lend_out/1"
    empty = olive.post(address, data={**LEND, "title": ""})
    assert (empty.status_code, "There is a problem" in empty.text) == (422, True)
    assert olive.get(f"{play}/do/user_task/bring_back/1").status_code == 302
    assert olive.post(f"{play}/travel", data={"to": "2020-01-01"}).status_code == 422
    assert olive.post(f"{play}/travel", data={"to": "later"}).status_code == 422
    do(olive, address, **LEND)
    value = olive.post(f"{play}/do/service/confirm/1", data={"v.sent": "a b"})
    assert (value.status_code, "is no value" in value.text) == (422, True)
    late = olive.post(f"{play}/do/service/confirm/1", data={"v.sent": "1", "seen": "0"})
    assert (late.status_code, "gone on in another window" in late.text) == (409, True)


def test_a_recorded_play_is_a_scenario_that_passes(
    olive: FlaskClient, parts: Parts, play: str, change: UUID
) -> None:
    do(olive, f"{play}/do/user_task/lend_out/1", **LEND)
    do(olive, f"{play}/do/service/confirm/1", **{"v.sent": "1", "more": "rest = null"})
    do(olive, f"{play}/travel", to="")
    do(olive, f"{play}/do/user_task/bring_back/1", _action="submit")

    assert olive.post(f"{play}/record", data={"name": "Torn!"}).status_code == 422
    page = do(olive, f"{play}/record", name="torn", title="A torn book is mended")
    assert "A torn book is mended" in page
    assert olive.post(f"{play}/record", data={"name": "torn"}).status_code == 422

    bundle = parts.changes.bundle(change)
    story = bundle.text("scenarios/torn.toml")
    assert 'travel = "2026-12-30 08:00"' in story
    assert 'letters = ["overdue to rita"]' in story
    assert [(one.name, one.words) for one in play_all(bundle)] == [
        ("returned_late", "Passed"),
        ("torn", "Passed"),
    ]


def test_a_scenario_that_was_deleted_is_recorded_again(
    olive: FlaskClient, parts: Parts, play: str, change: UUID
) -> None:
    do(olive, f"{play}/record", name="torn")
    path = "scenarios/torn.toml"
    parts.changes.write_many(change, {path: None}, by="olive")
    do(olive, f"{play}/record", name="torn")
    assert parts.changes.file(change, path)[0]
    parts.changes.write_many(change, {path: None}, by="olive")
    parts.changes.hold(change, path, by="hugo")
    assert olive.post(f"{play}/record", data={"name": "torn"}).status_code == 422


@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_a_moment_at_the_end_of_all_calendars_is_refused(
    olive: FlaskClient, moment: str, play: str, change: UUID
) -> None:
    here = f"/studio/changes/{change}/play"
    refused = olive.post(here, data={**BEGIN, "at": moment})
    assert refused.status_code == 422
    assert "between 1900 and 2900" in refused.text
    assert olive.get(here).status_code == 200
    assert olive.post(f"{play}/travel", data={"to": moment}).status_code == 422


def test_an_edited_change_stops_the_play_at_the_step_that_is_no_more(
    olive: FlaskClient, parts: Parts, play: str, change: UUID
) -> None:
    do(olive, f"{play}/do/user_task/lend_out/1", **LEND)
    content, edition = parts.changes.file(change, "borrowing.bpmn")
    assert content is not None
    other = content
    for name in (b"id", b"sourceRef", b"targetRef", b"bpmnElement"):
        other = other.replace(name + b'="lend_out"', name + b'="hand_over"')
    parts.changes.write(change, "borrowing.bpmn", other, by="olive", seen=edition)
    assert "Step 1 can no longer be done" in text(olive, play)
    assert "hand_over" in text(olive, play)
    assert "no longer be done" not in do(olive, f"{play}/undo")

    parts.changes.write(change, "borrowing.bpmn", b"<nothing", by="olive", seen=edition + 1)
    assert "It cannot be played yet" in text(olive, play)
    assert "Put this right" in text(olive, play.rpartition("/")[0])


def test_the_task_list_says_whether_this_content_was_played(
    olive: FlaskClient, at: str, change: UUID, parts: Parts
) -> None:
    assert "Not yet" in text(olive, at)
    olive.post(f"{at}/play", data=BEGIN)
    assert "Played" in text(olive, at)
    parts.changes.write(change, "note.txt", b"words", by="olive", seen=0)
    assert "Edited since" in text(olive, at)

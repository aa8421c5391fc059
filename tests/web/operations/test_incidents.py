"""Incidents by cause in the browser: found, looked after, noted about, tried again, closed."""

from __future__ import annotations

import pytest

from engine import queries, tables
from engine.incidents import open_incident
from engine.worker import run_due

AT = "/operations/incidents"
SENTENCE = "there is no &#34;reader&#34;"


@pytest.fixture
def held(parts):
    """Two lendings that cannot go on: nobody said who the reader is. Their incidents."""
    for key in ("B-2", "B-3"):
        parts.engine.start("lending", business_key=key, variables={"checker": "checker"}, by="boss")
    with parts.database.read() as db:
        return queries.incidents(db, "main").rows


def test_incidents_of_one_cause_are_one_line(sign_in, held):
    client = sign_in("boss")
    page = client.get(AT).text
    assert page.count(SENTENCE) == 2  # the link, and what the number of instances is of
    assert "Lending a book, “Say which book”" in page
    assert f"/operations/instances?incident={held[0].cause}" in page
    assert "No incident fits" in client.get(f"{AT}?process=other").text
    assert "No incident fits" in client.get(f"{AT}?whose=me").text
    assert SENTENCE in client.get(f"{AT}?whose=nobody&process=lending").text
    lines = client.get(f"{AT}.csv").text.splitlines()
    assert len(lines) == 2
    assert "Say which book,2,2," in lines[1]


def test_a_cause_says_whom_it_holds_up_what_helps_and_where_it_is(sign_in, held):
    client = sign_in("boss")
    page = client.get(f"{AT}/causes/{held[0].cause}").text
    for words in ("2 incidents", "2 instances", "B-2", "B-3", "change it when you try again"):
        assert words in page
    assert "/operations/processes/lending#at-request" in page
    assert 'href="/studio/versions/lending/1/processes/lending?element=request"' in page
    assert page.index("Technical detail") < page.rindex(held[0].cause)
    sheet = client.get(f"{AT}/causes/{held[0].cause}/incidents.csv").text
    assert sheet.count("open") == 2


def test_it_is_assigned_and_noted_and_the_second_of_two_keeps_their_word(sign_in, held, parts):
    client, cause = sign_in("boss"), f"{AT}/causes/{held[0].cause}"
    kept = client.post(f"{cause}/assign", data={"mine": "yes", "seen": ""}, follow_redirects=True)
    assert "You look after it now." in kept.text
    assert SENTENCE in client.get(f"{AT}?whose=me").text
    late = client.post(f"{cause}/assign", data={"person": "", "seen": ""})
    assert (late.status_code, "changed since the page was opened" in late.text) == (409, True)
    wrong = client.post(f"{cause}/assign", data={"person": "maya", "seen": "boss"})
    assert (wrong.status_code, "Choose an administrator" in wrong.text) == (422, True)
    note = {"words": "The register sends no reader", "back": str(held[0].id)}
    page = client.post(f"{cause}/note", data=note, follow_redirects=True)
    assert page.request.path == f"{AT}/{held[0].id}"
    assert note["words"] in client.get(cause).text
    assert client.post(f"{cause}/note", data={"words": " "}).status_code == 422
    assert "Noted something" in client.get(cause).text


def test_a_cause_is_tried_again_as_a_batch(sign_in, held, parts):
    client = sign_in("boss")
    for one in held:
        by_hand = parts.engine.operating(by="boss", reason="It was said by telephone")
        by_hand.change_variables(one.instance_id, {"reader": "reader"})
    begin = {"cause": held[0].cause, "kind": "retry"}
    form = client.post("/operations/batches/begin", data=begin)
    assert "2 incidents of one cause" in client.get(form.location).text
    looked = client.post(form.location, data={})
    run_due(parts.engine)
    assert "2 incidents</strong> can be done" in client.get(looked.location).text
    client.post(f"{looked.location}/start", data={"reason": "The register was mended"})
    run_due(parts.engine)
    assert "2 incidents done, 0 failed" in client.get(looked.location).text
    assert "Nothing is held up at the moment" in client.get(AT).text
    over = client.get(f"{AT}/causes/{held[0].cause}").text
    assert "2 incidents, all resolved" in over
    assert SENTENCE in client.get(f"{AT}?state=resolved").text


def test_what_holds_up_an_instance_cannot_be_closed_and_the_page_says_what_to_do(sign_in, held):
    client, page = sign_in("boss"), f"{AT}/{held[0].id}"
    shown = client.get(page).text
    assert "It cannot be closed by hand. It holds up an instance" in shown
    assert f"/operations/instances/{held[0].instance_id}/act" in shown
    refused = client.post(f"{page}/resolve", data={"reason": "Away with it"})
    assert (refused.status_code, "Away with it" in refused.text) == (409, True)
    silent = client.post(f"{page}/retry", data={"reason": " "})
    assert (silent.status_code, "Enter why" in silent.text) == (422, True)
    tried = client.post(f"{page}/retry", data={"reason": "Perhaps"}, follow_redirects=True)
    assert "It was tried again, and is still held up." in tried.text


def test_a_letter_that_was_told_otherwise_is_closed_by_hand(sign_in, refused, parts):
    client = sign_in("boss")
    with parts.database.read() as db:
        [one] = queries.incidents(db, "main").rows
    page = f"{AT}/{one.id}"
    shown = client.get(page).text
    assert "The letter is not tried again by itself." in shown
    assert client.post(f"{page}/resolve", data={"reason": ""}).status_code == 422
    done = client.post(f"{page}/resolve", data={"reason": "Told by phone"}, follow_redirects=True)
    assert "The incident is closed." in done.text
    assert "because: Told by phone" in done.text
    again = client.post(f"{page}/retry", data={"reason": "Once more"})
    assert (again.status_code, "Once more" in again.text) == (409, True)
    with parts.database.read() as db:
        lines = db.query(tables.AuditLog).filter_by(action="incident.resolve").all()
    assert [line.detail["reason"] for line in lines] == ["Told by phone"]
    assert "Closed an incident by hand" in client.get("/operations/audit-log").text


def test_those_of_a_cause_that_hold_up_nothing_are_closed_together(sign_in, held, write, parts):
    for key in ("one", "two"):
        write(key=key)
    with parts.database.write() as db:
        for job in db.query(tables.Job).filter_by(kind="mail"):
            job.state = "incident"
            told = {"kind": "mail", "sentence": "Letter “notice” to maya: 550", "job_id": job.id}
            open_incident(db, "main", now=parts.clock.now(), **told)
        letters = db.query(tables.Incident).filter_by(kind="mail").first().cause
    client, at = sign_in("boss"), f"{AT}/causes/{letters}"
    assert "The letter is not tried again by itself." in client.get(at).text
    assert client.post(f"{at}/resolve", data={"reason": ""}).status_code == 422
    done = client.post(f"{at}/resolve", data={"reason": "Told by phone"}, follow_redirects=True)
    assert "2 incidents closed." in done.text
    assert "2 incidents, all resolved" in done.text
    others = f"{AT}/causes/{held[0].cause}"
    assert "Close them by hand" not in client.get(others).text
    kept = client.post(f"{others}/resolve", data={"reason": "Away"}, follow_redirects=True)
    assert "0 incidents closed. 2 incidents could not be closed." in kept.text


def test_a_letter_of_no_instance_is_tried_again_in_a_batch_and_not_taken_back(
    sign_in, refused, parts
):
    client = sign_in("boss")
    with parts.database.read() as db:
        [one] = queries.incidents(db, "main").rows
    page = client.get(f"{AT}/causes/{one.cause}").text
    assert "No instance" in page
    assert "Try it again" in page
    begin = {"cause": one.cause, "kind": "retry"}
    form = client.post("/operations/batches/begin", data=begin)
    batch = client.post(form.location, data={}).location
    run_due(parts.engine)
    page = client.get(batch).text
    assert "1 incident</strong> can be done" in page
    assert "The letter is sent at once." in page
    with parts.database.read() as db:
        assert db.get(tables.Incident, ("main", one.id)).state == "open", "a look changes nothing"
        assert db.get(tables.Mail, ("main", refused)).state == "refused"
    client.post(f"{batch}/start", data={"reason": "The server was mended"})
    run_due(parts.engine)
    assert "1 incident done, 0 failed" in client.get(batch).text
    assert str(one.id) in client.get(f"{batch}/items.csv").text
    with parts.database.read() as db:
        assert db.get(tables.Mail, ("main", refused)).state == "kept"
    back = client.post(f"{batch}/undo").location
    run_due(parts.engine)
    page = client.get(back).text
    assert "It belongs to no instance" in page
    assert f"{AT}/{one.id}" in page


def test_what_is_not_there_is_not_found(sign_in):
    client, nothing = sign_in("boss"), "00000000-0000-0000-0000-000000000000"
    assert client.get(f"{AT}/{nothing}").status_code == 404
    assert client.get(f"{AT}/causes/{'0' * 16}").status_code == 404
    for act in ("retry", "resolve"):
        assert client.post(f"{AT}/{nothing}/{act}", data={"reason": "x"}).status_code == 404
    note = {"words": "x"}
    assert client.post(f"{AT}/causes/{'0' * 16}/note", data=note).status_code == 404
    assert "Nothing is held up at the moment" in client.get(AT).text

"""One instance as an administrator sees it: in sentences, drawn and as steps, and all the same."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta

import pytest

from engine import queries, tables
from engine.bundle import Bundle
from engine.errors import BundleRefused
from engine.model import Finding
from engine.worker import run_due
from tests.diagrams import bundle, chain, diagram, end, start, user

WANTED = ("wanted",)
SECRET = "a child's name"
LOANS = diagram(
    "loans",
    start(),
    '<callActivity id="call" name="Lend it" calledElement="lend"/>',
    '<sendTask id="tell" name="Tell them" messageRef="m_back"/>',
    end(),
    chain("begin", "call", "tell", "done"),
    messages=("back",),
)
LEND = diagram("lend", start("asked"), user("give"), end("given"), chain("asked", "give", "given"))
BROKEN = diagram(
    "broken", start(), user("odd", assignee="nobody_knows"), end(), chain("begin", "odd", "done")
)


@pytest.fixture
def boss(sign_in):
    return sign_in("boss")


def address(instance, page=""):
    return f"/operations/instances/{instance}{page}"


def submit(parts, person, **answers):
    with parts.database.read() as db:
        row = db.query(tables.UserTask).filter_by(state="open").one()
    parts.engine.complete(row.id, answers, by=person, seen=row.version)


def marks(page):
    """What is written on the drawing: words by element."""
    [found] = re.findall(r'data-marks="([^"]*)"', page)
    return {one["id"]: one["word"] for one in json.loads(html.unescape(found))}


def steps(page):
    """What is written at the steps: words by element."""
    found = re.findall(r'id="element-(\w+)">[^<]*<strong class="govuk-tag">([^<]*)</strong>', page)
    return {element: html.unescape(words) for element, words in found}


def test_it_says_whom_it_waits_for_since_when_and_until_when(sign_in, lend, clock):
    instance = lend()
    page = sign_in("boss").get(address(instance)).text
    assert "Waits for Rita Reader: “Say which book”, since 9am today." in page
    assert "It is due on 2 December 2026, in 2 working days." in page
    clock.move_to(clock.now() + timedelta(days=7))
    late = sign_in("boss").get(address(instance)).text
    assert "(5 working days). It was due on 2 December 2026, 3 working days ago." in late
    assert marks(late)["request"] == "Was due 2 Dec"


def test_the_drawing_and_the_steps_say_the_same(boss, lend, parts):
    instance = lend()
    page = boss.get(address(instance)).text
    drawn = marks(page)
    flows = {"to_request": "Taken"}
    assert drawn == flows | {"asked": "", "request": "Here, due 2 Dec"}
    said = {id: words or "Done" for id, words in drawn.items() if id not in flows}
    assert steps(page) == said
    assert "<strong>(taken)</strong>" in page


def test_what_is_held_up_is_told_first_with_the_way_to_the_incident(boss, parts):
    parts.engine.deploy(bundle(BROKEN, key="broken"), by="boss")
    instance = parts.engine.start("broken", by="boss")
    page = boss.get(address(instance)).text
    with parts.database.read() as db:
        [row] = queries.incidents(db, "main").rows
    assert "Held up at “Odd” since 9am today" in page
    assert f"/operations/incidents/{row.id}" in page
    assert f'processes/{row.process_key}?element={row.element_id}"' in page
    assert marks(page)["odd"] == "Held up"


def test_an_instance_in_a_called_process_is_shown_on_both_diagrams(boss, parts):
    files = {**bundle(LOANS, LEND, key="loans").files}
    parts.engine.deploy(Bundle(files), by="boss")
    instance = parts.engine.start("loans", by="boss")
    page = boss.get(address(instance)).text
    assert marks(page)["call"] == "Here"
    assert "at 1 place there now" in page
    called = boss.get(address(instance, "?process=lend")).text
    assert marks(called)["give"] == "Here"
    assert boss.get(address(instance, "/diagram?process=lend")).status_code == 200
    assert boss.get(address(instance, "?process=nothing")).status_code == 404


def test_who_ended_it_and_why_is_said(boss, lend, parts):
    instance = lend()
    parts.engine.cancel(instance, by="boss", reason="Asked for twice")
    page = boss.get(address(instance)).text
    assert "It was cancelled on 30 November 2026" in page
    assert "because: Asked for twice" in page
    assert "It waits for nothing any more." in page


def test_what_a_pause_means_is_said(boss, lend, parts):
    instance = lend()
    by = {"by": "boss", "reason": "Waiting for the archive"}
    parts.engine.operating(**by).suspend(instance, stop_clock=True)
    page = boss.get(address(instance)).text
    assert "It is paused by" in page
    assert "because: Waiting for the archive" in page


def test_the_history_is_told_in_pages_with_who_and_when(boss, lend, parts, monkeypatch):
    instance = lend()
    monkeypatch.setattr("web.operations.instance.told.SIZE", 2)
    latest = boss.get(address(instance, "/history")).text
    assert "Came to" in latest
    first = boss.get(address(instance, "/history?page=2")).text
    assert "Begun" in first
    assert "Rita Reader" in first


def test_no_page_of_it_shows_a_word_that_people_wrote(boss, parts):
    plain = diagram(
        "plain",
        start(),
        user("say", assignee='"reader"', results="{ said: answers.words }"),
        user("hear", assignee='"checker"'),
        end(),
        chain("begin", "say", "hear", "done"),
    )
    parts.engine.deploy(bundle(plain, key="plain"), by="boss")
    instance = parts.engine.start("plain", by="boss", variables={"child": SECRET})
    submit(parts, "reader", words=SECRET)
    for page in ("", "/history", "/work", "/variables", "/export.json"):
        answer = boss.get(address(instance, page))
        assert answer.status_code == 200
        assert SECRET not in html.unescape(answer.text), page
    variables = boss.get(address(instance, "/variables")).text
    assert "said" in variables
    assert "16 bytes" in variables
    assert "Masked" in variables


def test_the_export_says_where_it_is_and_how_its_history_is_sealed(boss, lend):
    told = json.loads(boss.get(address(lend(), "/export.json")).text)
    assert [one["element_id"] for one in told["activities"]] == ["request"]
    assert told["history"][0]["digest"] == told["instance"]["history_digest"]
    assert {one["name"]: one["kind"] for one in told["variables"]} == {
        "reader": "text", "checker": "text",
    }  # fmt: skip


def test_one_that_cannot_be_read_is_shown_all_the_same_and_can_be_exported(boss, lend, parts):
    instance = lend()
    with parts.database.write() as db:
        db.query(tables.ProcessInstance).filter_by(id=instance).update({"state": b"broken"})
    assert "Say which book" in boss.get(address(instance)).text
    assert "cannot be read" in boss.get(address(instance, "/variables")).text
    told = json.loads(boss.get(address(instance, "/export.json")).text)
    assert told["state"] == {"bytes": 6, "readable": False}


def test_one_whose_bundle_can_no_longer_be_read_is_shown_by_its_identifiers(
    boss, lend, parts, monkeypatch
):
    """Another version is in force since, and can be read."""
    instance, known = lend(), parts.engine.context.deployments.get
    with parts.database.read() as db:
        old = queries.instance(db, "main", instance).deployment_id
        files = queries.deployment_files(db, "main", old)
    parts.engine.deploy(Bundle({**files, "bundle.toml": files["bundle.toml"] + b"#"}), by="boss")

    def get(session, deployment):
        if deployment == old:
            raise BundleRefused([Finding("error", "lending.bpmn", "", "It is too old.", "")])
        return known(session, deployment)

    monkeypatch.setattr(parts.engine.context.deployments, "get", get)
    page = boss.get(address(instance)).text
    assert "Waits for Rita Reader: “Say which book”" in page
    assert marks(page)["request"] == "Here, due 2 Dec"


def test_instances_that_belong_together_lead_to_each_other(boss, lend, parts):
    first, second = lend(), lend()
    page = boss.get(address(first)).text
    assert "Has the same business key" in page
    assert address(second) in page


def test_an_instance_that_another_began_says_so_on_both_sides(boss, parts):
    asked = '<startEvent id="asked"><messageEventDefinition messageRef="m_wanted"/></startEvent>'
    asks = '<sendTask id="ask" messageRef="m_wanted"/>'
    parts.engine.deploy(
        bundle(
            diagram("asking", start(), asks, end(), chain("begin", "ask", "done"), messages=WANTED),
            diagram("asked_for", asked, user("give"), end(), chain("asked", "give", "done"),
                messages=WANTED),
            key="asking",
        ),
        by="boss",
    )  # fmt: skip
    instance = parts.engine.start("asking", by="boss")
    run_due(parts.engine)
    with parts.database.read() as db:
        begun = db.query(tables.ProcessInstance).filter_by(process_key="asked_for").one()
    assert begun.begun_from == instance
    page = boss.get(address(instance)).text
    assert "It began" in page
    assert address(begun.id) in page
    other = boss.get(address(begun.id)).text
    assert "It was begun by" in other
    assert address(instance) in other


def test_nothing_of_it_is_for_anybody_else(sign_in, lend):
    instance = lend()
    reader = sign_in("reader")
    for page in ("", "/history", "/work", "/variables", "/export.json", "/diagram"):
        assert reader.get(address(instance, page)).status_code == 403

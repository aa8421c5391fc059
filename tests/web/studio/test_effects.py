"""What a change does, page by page, on the book lending."""

from __future__ import annotations

import time
from uuid import UUID

import pytest

from engine.bundle import Bundle
from engine.changes import ChangeView
from engine.impact import kept
from engine.queries import user_tasks
from web import runs
from web.studio.effects import keeping
from web.studio.effects.replay import KEY

DIAGRAM = "lending.bpmn"
ASKED = {
    "book": {"title": "Emma", "kind": "novel"},
    "reason": {"because": "It is raining, and will be."},
}
APPROVE = (
    '<bpmn:userTask id="approve" name="Approve the loan"><bpmn:extensionElements>'
    '<spiffworkflow:properties><spiffworkflow:property name="candidateGroup" value="librarian"/>'
    "</spiffworkflow:properties></bpmn:extensionElements></bpmn:userTask>"
    '<bpmn:sequenceFlow id="to_approve" sourceRef="request" targetRef="approve"/>'
    '<bpmn:sequenceFlow id="approved" sourceRef="approve" targetRef="hand_out"/>'
)
FLOW = '<bpmn:sequenceFlow id="to_hand_out" sourceRef="request" targetRef="hand_out"/>'


@pytest.fixture
def olive(sign_in, owners):
    return sign_in("olive")


@pytest.fixture
def write(parts, change):
    """Write a file of the change as Olive."""

    def write(path: str, old: str, new: str) -> None:
        content, edition = parts.changes.file(change, path)
        assert old in content.decode()
        text = content.decode().replace(old, new)
        parts.changes.write(change, path, text.encode(), by="olive", seen=edition)

    return write


def approved(write) -> None:
    """Put a step between the request and the handing out."""
    write(DIAGRAM, FLOW, APPROVE)
    write(DIAGRAM, "<bpmn:outgoing>to_hand_out</bpmn:outgoing>", "")
    write(DIAGRAM, "<bpmn:incoming>to_hand_out</bpmn:incoming>", "")
    edge = '<bpmndi:BPMNEdge id="e2" bpmnElement="to_hand_out">'
    write(DIAGRAM, edge, edge.replace("to_hand_out", "approved"))


def submit(parts, instance: UUID, by: str, answers: dict[str, object]) -> None:
    with parts.database.read() as db:
        row = next(r for r in user_tasks(db, "main", instance) if r.state == "open")
    parts.engine.complete(row.id, answers, by=by, seen=row.version)


def view(parts, change: UUID) -> ChangeView:
    return parts.changes.view(change)


def test_nothing_is_different_at_first(olive, at):
    assert "Nothing: every file is the same." in olive.get(f"{at}/differences").text


def test_differences_stand_under_those_whom_they_affect_with_pictures(olive, at, write):
    approved(write)
    write("bundle.toml", "days = 14", "days = 7")
    page = olive.get(f"{at}/differences").text
    assert "There is a new step “Approve the loan”" in page
    assert '<h2 class="govuk-heading-m">Librarian</h2>' in page
    assert "Held against version 1, which is in force." in page
    assert '{"id": "approve", "kind": "added", "word": "added"}' in page.replace("&#34;", '"')
    before = olive.get(f"{at}/differences/drawing/before/{DIAGRAM}").data
    after = olive.get(f"{at}/differences/drawing/after/{DIAGRAM}").data
    assert (b"approve" in before, b"approve" in after) == (False, True)
    assert olive.get(f"{at}/differences/drawing/beside/{DIAGRAM}").status_code == 404
    assert olive.get(f"{at}/differences/drawing/after/bundle.toml").status_code == 404
    assert olive.get(f"{at}/differences?against=9").status_code == 404


def test_a_form_that_cannot_be_read_is_named_instead(olive, at, parts, change):
    parts.changes.write(change, "forms/hand_out.form", b"{", by="olive", seen=0)
    page = olive.get(f"{at}/differences").text
    assert "What is different cannot be said while a file cannot be read" in page
    assert "forms/hand_out.form" in page


def test_what_came_into_force_since_is_taken_over_with_one_button(olive, at, parts, write):
    write("policy.toml", "L1", "L1")
    live = dict(parts.changes.base(UUID(at.rpartition("/")[2])).files)
    live["bundle.toml"] = live["bundle.toml"].replace(b"days = 14", b"days = 21")
    parts.engine.deploy(Bundle(live), by="boss")
    page = olive.get(f"{at}/differences").text
    assert "it can be brought up to date" in page
    done = olive.post(f"{at}/differences/catch-up", follow_redirects=True).text
    assert "Nothing: every file is the same." in done


def test_one_file_changed_on_both_sides_is_named_and_nothing_is_lost(olive, at, parts, write):
    write("bundle.toml", "days = 14", "days = 7")
    live = dict(parts.changes.base(UUID(at.rpartition("/")[2])).files)
    live["bundle.toml"] = live["bundle.toml"].replace(b"days = 14", b"days = 21")
    parts.engine.deploy(Bundle(live), by="boss")
    refused = olive.post(f"{at}/differences/catch-up")
    assert refused.status_code == 422
    assert "Files were changed on both sides: bundle.toml." in refused.text
    assert b"days = 7" in parts.changes.bundle(UUID(at.rpartition("/")[2])).files["bundle.toml"]


def test_each_running_instance_is_told_what_the_change_means(olive, at, parts, change, lend, write):
    first, second = lend(), lend()
    submit(parts, second, "reader", ASKED)
    write(DIAGRAM, 'name="reviews" value="request"', 'name="reviews" value="null"')
    write(DIAGRAM, 'id="request" name="Say', 'id="ask" name="Say')
    write(DIAGRAM, 'sourceRef="request"', 'sourceRef="ask"')
    write(DIAGRAM, 'targetRef="request"', 'targetRef="ask"')
    write(DIAGRAM, 'bpmnElement="request"', 'bpmnElement="ask"')
    assert "It has not been worked out" in olive.get(f"{at}/impact").text
    page = olive.post(f"{at}/impact", follow_redirects=True).text
    assert "Needs a decision (1)" in page
    assert "It is at “Say which book”, which is not in the new version." in page
    assert "Follows the new rules from its next step (1)" in page
    with parts.database.read() as db:
        report = kept(db, "main", change, view(parts, change).digest)
    verdicts = {one.instance_id: one.verdict for one in report.instances}
    assert verdicts == {first: "decision", second: "follows"}
    only = olive.get(f"{at}/impact?show=follows").text
    assert "which is not in the new version" not in only
    sheet = olive.get(f"{at}/impact.csv").text
    assert "Needs a decision" in sheet
    write("bundle.toml", "days = 14", "days = 7")
    assert "It has not been worked out" in olive.get(f"{at}/impact").text


def test_why_an_instance_follows_what_belongs_to_no_step(olive, at, parts, change, lend):
    lend()
    parts.changes.write(change, "documents/slip.html", b"<p>Due</p>", by="olive", seen=0)
    page = olive.post(f"{at}/impact", follow_redirects=True).text
    assert "These belong to no one step" in page
    assert "What differs at no one step, told above; nothing else is ahead of it." in page
    assert "Nothing that differs is ahead of it." not in page


def test_a_change_that_cannot_be_deployed_has_no_impact_yet(olive, at, parts, change):
    parts.changes.write(change, DIAGRAM, b"<no/>", by="olive", seen=0)
    refused = olive.post(f"{at}/impact")
    assert (refused.status_code, "Check it first" in refused.text) == (422, True)


def lent(parts, lend) -> None:
    """A lending from its beginning to its end."""
    instance = lend()
    submit(parts, instance, "reader", ASKED)
    submit(parts, instance, "maya", {"shelf": "A 1"})
    submit(parts, instance, "checker", ASKED)


def wait(app) -> None:
    until = time.monotonic() + 60
    while app.extensions[KEY].running and time.monotonic() < until:
        time.sleep(0.1)


def test_what_is_over_is_run_again_in_a_child_and_unknown_is_said(
    olive, at, app, parts, clock, change, lend, write
):
    lent(parts, lend)
    lent(parts, lend)
    approved(write)
    clock.move_to(clock.now().replace(minute=1))
    begun = olive.post(f"{at}/replay", data={"months": "3"})
    assert begun.status_code == 303
    wait(app)
    page = olive.get(f"{at}/replay").text
    assert "2 would have come to “Approve the loan” instead of 0." in page
    assert "No answer is recorded." in page
    assert "Emma" not in page
    clock.move_to(clock.now().replace(minute=2))
    told = {"by": "olive", "now": clock.now()}
    keeping.begun(parts.database, "main", view(parts, change), 5, **told)
    olive.post(f"{at}/replay/cancel")
    after = olive.get(f"{at}/replay").text
    assert "Below is what came of the one before" in after
    assert "2 would have come to “Approve the loan” instead of 0." in after


def test_a_replay_with_nothing_recorded_is_refused(olive, at):
    refused = olive.post(f"{at}/replay", data={"months": "1"})
    assert (refused.status_code, runs.RUNNING in refused.text) == (422, False)
    assert "Nothing that was concluded" in refused.text


def test_one_replay_at_a_time_and_it_can_be_cancelled(olive, at, app, parts, clock, change, lend):
    lent(parts, lend)
    told = {"by": "olive", "now": clock.now()}
    id = keeping.begun(parts.database, "main", view(parts, change), 5, **told)
    assert "0 of 5 have been run again" in olive.get(f"{at}/replay").text
    clock.move_to(clock.now().replace(minute=1))
    refused = olive.post(f"{at}/replay", data={"months": "3"})
    assert (refused.status_code, "Another replay is running" in refused.text) == (422, True)
    olive.post(f"{at}/replay/cancel")
    with parts.database.read() as db:
        assert keeping.last(db, "main", change).state == runs.CANCELLED
    assert id not in app.extensions[KEY].running


def test_one_of_a_server_that_is_gone_is_said_to_be_interrupted(olive, at, parts, clock, change):
    told = {"by": "olive", "now": clock.now()}
    keeping.begun(parts.database, "main", view(parts, change), 5, **told)
    clock.move_to(clock.now().replace(minute=5))
    assert "The server was stopped while it ran." in olive.get(f"{at}/replay").text


def test_the_task_list_says_how_far_it_is(olive, at, write):
    assert "Nothing yet" in olive.get(at).text
    write("bundle.toml", "days = 14", "days = 7")
    olive.post(f"{at}/impact")
    page = olive.get(at).text
    assert "1 file differs" in page
    assert "Worked out" in page

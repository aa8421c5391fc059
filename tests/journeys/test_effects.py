"""Seeing what a change does, in a real browser: pictures, running instances, what is over."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from engine.bundle import Bundle
from engine.queries import active_deployments, user_tasks
from handlers.directory.tables import PersonRole
from tests.journeys.test_pages import assert_accessible

DIAGRAM = "lending.bpmn"
ASKED = {
    "book": {"title": "Emma", "kind": "novel"},
    "reason": {"because": "It is raining, and will be."},
}
HANDED = (("reader", ASKED), ("maya", {"shelf": "A 1"}), ("checker", ASKED))
SHAPE = (
    '<bpmndi:BPMNShape id="s9" bpmnElement="approve">'
    '<dc:Bounds x="320" y="220" width="100" height="80"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNEdge id="e9" bpmnElement="to_approve"><di:waypoint x="290" y="158"/>'
    '<di:waypoint x="320" y="260"/></bpmndi:BPMNEdge>'
)
EDITS = (
    (
        '<bpmn:sequenceFlow id="to_hand_out" sourceRef="request" targetRef="hand_out"/>',
        '<bpmn:userTask id="approve" name="Approve the loan"><bpmn:extensionElements>'
        '<spiffworkflow:properties><spiffworkflow:property name="candidateGroup" '
        'value="librarian"/></spiffworkflow:properties></bpmn:extensionElements></bpmn:userTask>'
        '<bpmn:sequenceFlow id="to_approve" sourceRef="request" targetRef="approve"/>'
        '<bpmn:sequenceFlow id="approved" sourceRef="approve" targetRef="hand_out"/>',
    ),
    ("<bpmn:outgoing>to_hand_out</bpmn:outgoing>", ""),
    ("<bpmn:incoming>to_hand_out</bpmn:incoming>", ""),
    ('bpmnElement="to_hand_out"', 'bpmnElement="approved"'),
    ("</bpmndi:BPMNPlane>", f"{SHAPE}</bpmndi:BPMNPlane>"),
    ('id="confirm" name="Confirm the request"', 'id="agree" name="Agree"'),
    ('targetRef="confirm"', 'targetRef="agree"'),
    ('sourceRef="confirm"', 'sourceRef="agree"'),
    ('bpmnElement="confirm"', 'bpmnElement="agree"'),
)


@pytest.fixture
def at(parts, lend, clock):
    """The address of a change with one more step and another name for the last one, while three
    lendings are under way and two are over."""
    for done in (0, 1, 2, 3, 3):
        instance = lend()
        for by, answers in HANDED[:done]:
            with parts.database.read() as db:
                row = next(r for r in user_tasks(db, "main", instance) if r.state == "open")
            parts.engine.complete(row.id, answers, by=by, seen=row.version)
    with parts.database.write() as db:
        role = {"person_id": "stranger", "role": "process_owner", "scope": ""}
        db.add(PersonRole(tenant_id="main", **role))
    change = parts.changes.begin("lending", "Loans are approved", by="stranger")
    text = parts.changes.base(change).files[DIAGRAM].decode()
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    files = {DIAGRAM: text.encode(), "mail/told/subject.txt": b"Your loan\n"}
    parts.changes.write_many(change, files, by="stranger", note="")
    clock.move_to(clock.now().replace(minute=1))
    return f"/studio/changes/{change}"


def test_what_a_change_does_is_seen_before_it_is_asked_for(page, axe, at, parts):
    page.goto("/sign-in")
    page.get_by_role("button", name="Sam Stranger").first.click()
    page.goto(at)
    _differences(page, axe)
    page.goto(at)
    _impact(page, axe)
    page.goto(at)
    _replay(page, axe)
    _another_version(page, axe, at, parts)


def _differences(page, axe):
    page.get_by_role("link", name="Differences").click()
    expect(page.get_by_text("There is a new step “Approve the loan”")).to_be_visible()
    expect(page.locator("[data-drawn='true']")).to_have_count(2)
    added = page.locator(".djs-element.mark-added[data-element-id='approve'] .djs-visual rect")
    assert added.evaluate("e => getComputedStyle(e).strokeWidth") == "5px"
    gone = page.locator(".djs-element.mark-removed[data-element-id='confirm'] .djs-visual rect")
    assert gone.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    way = page.locator(".mark-removed[data-element-id='to_hand_out'] .djs-visual > path")
    assert way.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    expect(page.locator(".mark-word-added").first).to_have_text("added")
    expect(page.locator(".mark-word-removed").first).to_have_text("removed")
    expect(page.locator(".bjs-powered-by").first).to_be_visible()
    page.get_by_text("What is marked in").click()
    assert_accessible(page, axe, "change-differences")


def _impact(page, axe):
    page.get_by_role("link", name="Running instances").click()
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("link", name="Needs a decision (1)")).to_be_visible()
    follow = "Follows the new rules from its next step (2)"
    expect(page.get_by_role("link", name=follow)).to_be_visible()
    expect(page.get_by_text("It is at “Confirm the request”, which is not")).to_be_visible()
    assert_accessible(page, axe, "change-impact")
    page.get_by_role("link", name="Needs a decision (1)").click()
    expect(page.get_by_role("table")).to_have_count(1)


def _replay(page, axe):
    page.get_by_role("link", name="Run again").click()
    assert_accessible(page, axe, "change-replay-begin")
    page.get_by_role("button", name="Run them again").click()
    told = page.get_by_text("2 would have come to “Approve the loan” instead of 0.")
    expect(told).to_be_visible(timeout=60_000)
    expect(page.get_by_role("cell", name="No answer is recorded.")).to_be_visible()
    assert_accessible(page, axe, "change-replay")


def _another_version(page, axe, at, parts):
    """Somebody else deploys meanwhile: the change takes that over."""
    live = dict(parts.engine.deployed(_active(parts)).bundle.files)
    live["bundle.toml"] = live["bundle.toml"].replace(b"days = 14", b"days = 21")
    parts.engine.deploy(Bundle(live), by="boss")
    page.goto(f"{at}/differences")
    expect(page.get_by_text("Another version came into force")).to_be_visible()
    assert_accessible(page, axe, "change-behind")
    page.get_by_role("button", name="Bring it up to date").click()
    expect(page.get_by_text("The change is up to date")).to_be_visible()


def _active(parts):
    with parts.database.read() as db:
        return active_deployments(db, "main")[0].id

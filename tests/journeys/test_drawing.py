"""A process owner changes a small process in the diagram editor; then the engine runs it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from engine.bundle import Bundle
from engine.dispatch import Dispatcher
from engine.facade import Engine
from engine.registry import Registry
from engine.rehearsal import Plan, play
from handlers.directory.reading import groups_of
from handlers.directory.tables import Person, PersonRole
from handlers.mail.kept import KeptSender
from tests.journeys.drawing import (
    added_by_keys,
    passed_by,
    saved,
    selected_by_search,
    typed_at_once,
    unfolded,
    written,
)
from tests.web.studio.permit import diagram, permits
from web.parts import Parts
from web.wiring import check, settings

STRANGE = diagram("<spiffworkflow:newer>1</spiffworkflow:newer>")
OTHER = 'xmlns:other="http://example.org/other"'
COMMENTED = diagram("<!-- drawn by hand -->").replace("<bpmn:end", "<!-- the end --><bpmn:end")


@pytest.fixture
def parts(config, database, clock) -> Parts:
    """An installation where permits are in force, and Olive owns the process."""
    groups = groups_of(database, "main")
    send = KeptSender(settings(config))
    engine = Engine(
        database, Registry(), groups_of=groups, send_mail=send, clock=clock, check=check
    )
    with database.write() as session:
        week = [1.0] * 5 + [0.0] * 2
        session.add(
            Person(tenant_id="main", id="olive", name="Olive Owner", email="o@example.org",
                   working_week=week)
        )  # fmt: skip
        session.add(PersonRole(tenant_id="main", person_id="olive", role="process_owner", scope=""))
    engine.deploy(permits(**{"permit.bpmn": COMMENTED}), by="olive")
    return Parts(config, database, engine, Dispatcher(engine), clock, groups)


@pytest.fixture
def change(parts):
    """A change of the permits that Olive has begun."""
    return parts.changes.begin("permits", "Permits in writing", by="olive")


@pytest.fixture
def editor(page, change):
    """Opens a diagram of the change, with an element selected."""
    page.goto("/sign-in")
    page.get_by_role("button", name="Olive Owner").first.click()

    def enter(path: str, element: str = "") -> Page:
        page.goto(f"/studio/changes/{change}/diagrams/{path}?element={element}")
        expect(page.locator("[data-diagram][data-ready]")).to_be_visible()
        return page

    return enter


def test_an_owner_draws_a_change_and_it_runs(editor, page, axe, parts, change):
    editor("permit.bpmn", "ask")
    passed_by(page)
    page.get_by_label("Name", exact=True).fill("Ask for a permit in writing")
    unfolded(page, "Form")
    page.get_by_role("combobox", name="Form", exact=True).select_option("long")
    unfolded(page, "When it is due")
    page.get_by_label("After", exact=True).fill("3")
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_role("textbox", name="Due", exact=True)).to_contain_text(
        'at_time(working_days_from(today(), 3), "09:00")'
    )
    expect(page.locator(".pl-examples li")).to_have_count(3)
    expect(page.locator(".pl-examples")).to_contain_text("Thursday 3 December 2026, 09:00")
    expect(page.locator(".pl-examples")).to_contain_text("Nobody works on 25 December, 28 December")
    axe(page)

    selected_by_search(page, "Large")
    wrong = written(page, "Condition", "siez > parameters.large")
    expect(page.get_by_text('Error: The condition: there is no "siez"')).to_be_visible()
    typed_at_once(page, wrong, "size > parameters.large")
    expect(page.get_by_text("Error:")).to_have_count(0)
    page.get_by_text("Try with sample data").click()
    page.get_by_label("size", exact=True).fill("11")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("It gives: yes (true)")).to_be_visible()

    selected_by_search(page, "Look twice")
    added_by_keys(page, "User task", "Tell the applicant", axe)
    expect(page.get_by_label("Name", exact=True)).to_have_value("Tell the applicant")
    written(page, "Person", "applicant")
    unfolded(page, "Form")
    page.get_by_role("combobox", name="Form", exact=True).select_option("ask")
    unfolded(page, "Clause of the policy")
    page.get_by_label("Add a clause").select_option("P2")
    saved(page)
    expect(page.locator(".pl-mark--error")).to_have_count(1)
    expect(page.locator("[data-findings]")).to_contain_text("No flow leaves this element")
    added_by_keys(page, "End event", "Applicant told", axe)
    saved(page)
    page.get_by_role("button", name="Write these clauses into the policy’s register").click()
    expect(page.locator("[data-findings-status]")).to_contain_text("Nothing is wrong")
    expect(page.locator(".bjs-powered-by")).to_be_visible()

    editor("permit.bpmn", "ask")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ask for a permit in writing")
    editor("permit.bpmn", "tell_the_applicant")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Tell the applicant")
    changed = parts.changes.bundle(change)
    register = changed.text("policy.toml")
    assert 'by = ["permit/look_twice", "permit/tell_the_applicant"]' in register
    assert 'by = ["permit/ask"]  # only this one' in register
    assert parts.changes.findings(change) == ()
    assert changed.text("permit.bpmn").count("<!-- the end --><bpmn:end") == 2
    assert done(changed, size=11) == ["ask", "look_twice", "tell_the_applicant"]
    assert done(changed, size=10) == ["ask"]


def done(bundle: Bundle, size: int) -> list[str]:
    """The user tasks that are done for a permit of this size, in a rehearsal."""
    answers = {id: {"size": size} for id in ("ask", "look_twice", "tell_the_applicant")}
    known = {"applicant": "amy", "clerk": "carl"}
    played = play(bundle, Plan(processes=("permit",), variables=known, answers=answers))
    assert played.outcome == "completed"
    return [row.id for row in played.activities if row.id in answers]


def test_what_the_diagrams_say_can_be_picked_at_a_step_that_was_selected_before_it_was_known(
    editor, parts, change
):
    call = '<bpmn:callActivity id="look_twice" name="Look" calledElement="permit"/>'
    calling = re.sub('<bpmn:userTask id="look_twice".*?</bpmn:userTask>', call, diagram())
    calling = calling.replace('="permit"><', '="calls"><').replace('id="permit"', 'id="calls"')
    parts.changes.write(change, "calling.bpmn", calling.encode(), by="olive", seen=0)
    page = editor("calling.bpmn", "look_twice")
    unfolded(page, "Called process")

    process = page.get_by_role("combobox", name="Process", exact=True)
    expect(process.get_by_role("option", name="Permit (permit)", exact=True)).to_be_attached()
    expect(process).to_have_value("permit")


def test_what_the_editor_would_drop_is_named_and_nothing_is_edited(
    editor, page, axe, parts, change
):
    for path, text in (("strange.bpmn", STRANGE), ("broken.bpmn", "<definitions")):
        parts.changes.write(change, path, text.encode(), by="olive", seen=0)
    editor("broken.bpmn")
    expect(page.get_by_text("The picture cannot be drawn")).to_be_visible()
    editor("strange.bpmn")

    expect(
        page.get_by_role("heading", name="This diagram can be read here, and not")
    ).to_be_visible()
    expect(page.get_by_text("The editor does not understand <spiffworkflow:newer>")).to_be_visible()
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    axe(page)
    assert parts.changes.file(change, "strange.bpmn") == (STRANGE.encode(), 1)


def test_what_a_step_of_another_kind_would_drop_is_saved_only_when_the_owner_agrees(
    editor, page, axe, parts, change
):
    rank = f'<bpmn:userTask {OTHER} other:rank="3" id="look_twice"'
    ranked = diagram().replace('<bpmn:userTask id="look_twice"', rank)
    parts.changes.write(change, "permit.bpmn", ranked.encode(), by="olive", seen=0)
    editor("permit.bpmn", "look_twice")
    page.locator(".djs-container > svg").focus()
    page.keyboard.press("r")
    page.keyboard.type("Manual task")
    page.keyboard.press("Enter")

    expect(page.locator(".pl-keeping__line")).to_have_text("Not saved")
    lost = page.get_by_text("The setting other:rank of “Look twice” would be lost.")
    expect(lost).to_be_visible()
    axe(page)
    assert parts.changes.file(change, "permit.bpmn")[1] == 1

    page.get_by_role("button", name="Undo", exact=True).click()
    expect(lost).to_have_count(0)
    page.get_by_role("button", name="Redo", exact=True).click()
    page.get_by_role("button", name="Save it without these").click()
    saved(page)
    expect(lost).to_have_count(0)
    kept = parts.changes.bundle(change).text("permit.bpmn")
    assert '<bpmn:manualTask id="look_twice"' in kept
    assert "other:rank" not in kept

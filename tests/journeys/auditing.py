"""From the issue of an audit to the end of stage 1: the steps of who audits."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.journeys.one_audit import AUDIT, SECTIONS, Story
from tests.journeys.papers import attached, text_of
from tests.journeys.people import Someone

REMINDED = datetime(2026, 12, 15, 8, 1, tzinfo=UTC)


def everybody_hears_of_it(story: Story, manager: Someone, reviewer: Someone) -> None:
    """R24 to R28: the link goes to the auditor; the reviewer's copy holds none."""
    assert story.letters() == [
        ("issue_auditor", "auditor"),
        ("issue_reviewer_copy", "reviewer"),
        ("ask_reflection", "social_worker"),
    ]
    assert "http" not in reviewer.read_letter("you are the peer reviewer")
    reviewer.look("01-reviewers-copy")
    manager.follow_letter("please audit by")
    manager.look("02-where-the-letter-leads")
    manager.page.goto("/tasks")
    expect(manager.page.get_by_role("link", name=AUDIT)).to_have_count(0)
    manager.look("03-managers-inbox")


def the_social_worker_reflects(story: Story, worker: Someone) -> None:
    """R14: before the audit, in the worker's own words."""
    worker.follow_letter("reflect")
    worker.page.get_by_role("link", name="Reflect on my practice").click()
    worker.page.wait_for_load_state("load")
    expect(worker.page.get_by_label("What was difficult?")).to_be_hidden()
    pen = worker.pen(contributes="yes", proud="We kept going & listened.")
    pen.write()
    expect(worker.page.get_by_label("What was difficult?")).to_be_visible()
    expect(worker.page.get_by_text(story.audit.case_id)).to_be_visible()
    worker.look("11-reflection")
    worker.press("Continue")
    worker.look("12-reflection-checked")
    worker.submit()
    worker.look("13-reflection-done")


def the_manager_gives_the_case_details(manager: Someone, case: str) -> None:
    """R50: what the auditor says of the case decides the sections; it says which case it is."""
    manager.begin("Give the case details")
    expect(manager.page.get_by_text(case)).to_be_visible()
    expect(manager.page.get_by_role("radio", name="Child protection")).to_be_checked()
    manager.pen(legal_status="none", age="9").write()
    manager.look("20-case-details")
    manager.press("Continue")
    manager.submit()
    manager.look("21-case-details-done")


def the_manager_begins_and_goes_home(manager: Someone) -> None:
    """R51, R52: only the sections that apply; words are kept for another day."""
    manager.begin(AUDIT)
    titles = manager.page.locator(".govuk-task-list__link").all_inner_texts()
    assert [title.split()[0] for title in titles] == SECTIONS
    manager.look("30-sections")
    manager.page.get_by_role("link", name="S1 The record").click()
    manager.page.get_by_role("radio", name="Partly").first.check()
    manager.page.get_by_label("Would this record make sense").fill("Yes: it says who she is.")
    manager.look("31-section-1")
    manager.press("Save and come back later")
    expect(manager.page.get_by_text("Your words are saved.")).to_be_visible()
    manager.look("32-come-back-later")
    manager.begin(AUDIT)


def the_reviewer_cannot_begin(story: Story, reviewer: Someone, address: str) -> None:
    """R27, R70: nothing to open before stage 1 is submitted."""
    reviewer.page.goto("/tasks")
    expect(reviewer.page.get_by_text("You have nothing to do.")).to_be_visible()
    for path in (address, f"{address}/s1"):
        assert reviewer.page.goto(path).status == 404
        reviewer.look("40-not-yours")
    reviewer.page.goto(f"/audits/{story.audit.reference}")
    expect(reviewer.page.get_by_text(f"“{AUDIT}” is with")).to_be_visible()
    expect(reviewer.page.get_by_text("listened")).to_have_count(0)
    expect(reviewer.page.get_by_text(story.audit.case_id)).to_have_count(0)
    reviewer.look("41-audit-as-the-reviewer-sees-it")


def two_weeks_later_a_reminder_leads_back(story: Story, manager: Someone) -> None:
    """R37, R38: after ten working days; the sign-in has run out, the words have not."""
    story.council.travel(REMINDED)
    assert story.letters()[3:] == [("reminder_auditor", "auditor")]
    manager.page.reload()
    manager.look("50-signed-out")
    manager.sign_in()
    manager.follow_letter("Reminder")
    manager.look("51-from-the-reminder")
    expect(manager.heading).to_have_text(AUDIT)
    manager.page.get_by_role("link", name="S1 The record").click()
    expect(manager.page.get_by_label("Would this record make sense")).to_have_value(
        "Yes: it says who she is."
    )


def the_manager_completes_every_section(manager: Someone) -> None:
    """R45, R49, R53 to R58: every question of every section; supervision is not graded."""
    asked = 0
    for number, section in enumerate(SECTIONS, 1):
        expect(manager.heading).to_contain_text(section)
        if section == "S9":
            expect(manager.page.get_by_text("Grade the quality of supervision")).to_have_count(0)
        if section == "Overview":
            manager.press("Add another action")
        pen = manager.pen(analysis="The plan is <b>good</b>.")
        asked += pen.write()
        manager.look(f"60-{number}-{section}")
        asked += pen.complete()
    assert asked > 60
    expect(manager.page.get_by_text("Ready", exact=True)).to_be_visible()
    manager.look("61-all-sections-completed")


def the_manager_checks_and_submits(story: Story, manager: Someone) -> None:
    """R61, R62, R66, R68: locked, and the PDF sent to those the table names."""
    manager.page.get_by_role("link", name="Check your answers").click()
    expect(manager.page.get_by_text("The plan is <b>good</b>.")).to_be_visible()
    manager.look("62-check")
    manager.submit()
    manager.look("63-stage-1-done")
    copies = [who for letter, who in story.letters() if letter == "form_copy"]
    assert {"auditor", "service_manager"} < set(copies)
    assert len(copies) == 3
    assert "reviewer" not in copies
    form = text_of(attached(manager, "completed form, stage 1"))
    assert "The plan is <b>good</b>." in form
    manager.look("64-letter-with-the-form")

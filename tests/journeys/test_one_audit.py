"""One audit from issue to conclusion, through the inboxes of the three people it passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from handlers.records.audits import Audit
from tests.journeys.papers import attached, text_of
from tests.journeys.people import People, Someone
from tests.journeys.serving import Council

REMINDED = datetime(2026, 12, 15, 8, 1, tzinfo=UTC)
TODAY = {"discussed_on-day": "15", "discussed_on-month": "12", "discussed_on-year": "2026"}
AUDIT, REVIEW = "Audit the case (stage 1)", "Review the case (stage 2)"
# A child on a protection plan, known for two years: neither early decisions nor care.
SECTIONS = ["S1", "S3", "S4", "S5", "S7", "S8", "S9", "Overview"]


@dataclass
class Story:
    """The council, the audit it is about, and those who come to a browser."""

    council: Council
    people: People
    audit: Audit

    def someone(self, part: str) -> Someone:
        """Who has this part in the audit, at a browser of their own."""
        return self.people.at_browser(getattr(self.audit, part))

    def letters(self) -> list[tuple[str, str]]:
        """The letters about this audit as (letter, part of who got it)."""
        parts = ("auditor", "reviewer", "social_worker", "service_manager")
        known = {getattr(self.audit, part): part for part in parts}
        found = self.council.letters(self.audit.reference)
        return [(letter, known.get(someone, someone)) for letter, someone in found]


@pytest.fixture
def story(council: Council, people: People) -> Story:
    """The month is begun, and a child protection case is drawn."""
    council.begin_month()
    return Story(council, people, council.audit(category="CP"))


def test_one_audit_through_three_inboxes(story: Story) -> None:
    manager, reviewer = story.someone("auditor"), story.someone("reviewer")
    everybody_hears_of_it(story, manager, reviewer)
    the_social_worker_reflects(story, story.someone("social_worker"))
    the_manager_gives_the_case_details(manager, story.audit.case_id)
    the_manager_begins_and_goes_home(manager)
    the_reviewer_cannot_begin(story, reviewer, manager.page.url)
    two_weeks_later_a_reminder_leads_back(story, manager)
    the_manager_completes_every_section(manager)
    the_manager_checks_and_submits(story, manager)
    the_reviewer_is_asked(story, reviewer)
    the_reviewer_must_explain_a_different_answer(reviewer)
    the_reviewer_completes_and_submits(story, reviewer)
    the_two_moderate(story, manager)
    the_audit_is_concluded(story, manager, reviewer)


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


def the_reviewer_is_asked(story: Story, reviewer: Someone) -> None:
    """R70 to R72: now with a link, to the same sections, with the auditor's answers in view."""
    assert ("review_request", "reviewer") in story.letters()
    reviewer.sign_in()
    reviewer.follow_letter("please review by")
    reviewer.page.get_by_role("link", name=REVIEW).click()
    expect(reviewer.heading).to_have_text(REVIEW)
    titles = reviewer.page.locator(".govuk-task-list__link").all_inner_texts()
    assert [title.split()[0] for title in titles] == SECTIONS
    expect(reviewer.page.get_by_text(story.audit.case_id)).to_be_visible()
    expect(reviewer.page.get_by_text("We kept going & listened.")).to_be_visible()
    reviewer.look("70-sections-of-the-reviewer")
    reviewer.page.get_by_role("link", name="S1 The record").click()
    said = reviewer.page.locator(".app-earlier")
    expect(said.first).to_contain_text("Partly")
    expect(reviewer.page.get_by_text("Yes: it says who she is.")).to_be_visible()
    reviewer.look("71-auditors-answers")


def the_reviewer_must_explain_a_different_answer(reviewer: Someone) -> None:
    """R76: the box opens where answers differ, and the server insists on it."""
    page, pen = reviewer.page, reviewer.pen(s1_1="partly")
    why = page.get_by_label("Why is your answer different? (S1.1)")
    pen.write()
    expect(why).to_be_hidden()
    page.locator('[name="s1_1"][value="no"]').check()
    expect(why).to_be_visible()
    reviewer.look("72-why-different")
    page.get_by_label("I have completed this section").check()
    reviewer.press("Save and continue")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    reviewer.look("73-why-is-missing")
    why.evaluate("box => box.remove()")
    reviewer.press("Save and continue")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    why.fill("There is no note of who has parental responsibility.")
    reviewer.press("Save and continue")
    expect(reviewer.heading).to_contain_text("S3")


def the_reviewer_completes_and_submits(story: Story, reviewer: Someone) -> None:
    """R73, R74, R77, R78: grades supervision too; both parties' answers are in the PDF."""
    for number, section in enumerate(SECTIONS[1:], 2):
        expect(reviewer.heading).to_contain_text(section)
        pen = reviewer.pen(overall_grade="requires_improvement")
        pen.write()
        if section == "Overview":
            actions = reviewer.page.locator(".app-earlier", has_text="What needs to be done")
            expect(actions).to_have_count(1)
        reviewer.look(f"74-{number}-{section}")
        pen.complete()
    reviewer.page.get_by_role("link", name="Check your answers").click()
    reviewer.look("75-check")
    reviewer.submit()
    reviewer.look("76-stage-2-done")
    form = text_of(attached(reviewer, "completed form, stage 2"))
    for words in ("The plan is <b>good</b>.", "parental responsibility", "Requires improvement"):
        assert words in form
    assert story.letters().count(("form_copy", "auditor")) == 2


def the_two_moderate(story: Story, manager: Someone) -> None:
    """R80, R82 to R84: told why, they discuss, and the auditor submits what they agreed."""
    told = [line for line in story.letters() if line[0].startswith("moderation_")]
    assert sorted(told) == [("moderation_auditor", "auditor"), ("moderation_reviewer", "reviewer")]
    assert "the two overall gradings differ" in manager.read_letter("must be moderated")
    manager.look("80-moderation-letter")
    manager.follow_letter("must be moderated")
    manager.page.get_by_role("link", name="Record the discussion").click()
    both_gradings_stand_beside_the_form(manager)
    manager.pen(agreed="yes", supervision_changes="no", **TODAY).write()
    manager.look("81-discussion")
    manager.press("Continue")
    manager.submit()
    manager.look("82-discussion-done")
    manager.begin("Submit the moderated grading")
    both_gradings_stand_beside_the_form(manager)
    manager.pen(overall_grade="requires_improvement", reason="We read it again, together.").write()
    manager.look("83-moderated-grading")
    manager.press("Continue")
    manager.submit()
    manager.look("84-moderated")


def both_gradings_stand_beside_the_form(manager: Someone) -> None:
    """R82: in the form's words, with why, and both people's answers one step away."""
    table = manager.page.get_by_role("table", name="The two gradings")
    overall = table.get_by_role("row").filter(has_text="Requires improvement")
    expect(overall.get_by_role("cell")).to_have_text(["Good", "Requires improvement"])
    expect(table.get_by_role("row", name="S9 Supervision")).to_contain_text("Not graded")
    expect(manager.page.get_by_text("the two overall grades differ")).to_be_visible()
    link = manager.page.get_by_role("link", name="both people’s answers (PDF)")
    answer = manager.page.request.get(link.get_attribute("href"))
    assert "stage-2" in answer.headers["content-disposition"]


def the_audit_is_concluded(story: Story, manager: Someone, reviewer: Someone) -> None:
    """R91: the revised PDF to both; the audit's page tells all of it in plain words."""
    form = text_of(attached(manager, "completed form, stage 3"))
    assert "We read it again, together." in form
    assert story.letters().count(("form_copy", "reviewer")) == 2
    page = manager.page
    page.goto(f"/audits/{story.audit.reference}")
    expect(page.get_by_text("The audit is concluded.").first).to_be_visible()
    expect(page.get_by_text("Final overall grade: Requires improvement")).to_be_visible()
    happened = page.locator(".moj-timeline, .pl-timeline").first.inner_text()
    assert f"“{REVIEW}” was done by {reviewer.name}." in happened
    copies = page.get_by_role("table", name="Who got what, and why").inner_text()
    assert story.council.name(story.audit.service_manager) in copies
    assert "Row " in copies
    assert copies.index("Stage 1") < copies.index("Stage 2") < copies.index("Stage 3")
    page.locator("summary", has_text="letters about this audit").click()
    letters = page.get_by_role("table", name="Letters about this audit").inner_text()
    assert "You are the auditor of this case and have not submitted yet." in letters
    manager.look("90-concluded")
    reviewer.page.goto("/tasks")
    expect(reviewer.page.get_by_text("You have nothing to do.")).to_be_visible()
    concluded = story.council.audit(id=story.audit.id)
    assert (concluded.state, concluded.final_overall) == ("concluded", "requires_improvement")

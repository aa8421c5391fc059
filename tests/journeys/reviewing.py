"""Stage 2: the steps of who reviews."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.one_audit import REVIEW, SECTIONS, Story
from tests.journeys.papers import attached, text_of
from tests.journeys.people import Someone


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

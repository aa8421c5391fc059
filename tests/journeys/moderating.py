"""Stage 3: the steps of the two together, to the conclusion of the audit."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.one_audit import REVIEW, Story
from tests.journeys.papers import attached, text_of
from tests.journeys.people import Someone

TODAY = {"discussed_on-day": "15", "discussed_on-month": "12", "discussed_on-year": "2026"}


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

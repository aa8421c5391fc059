"""One audit from issue to conclusion, through the inboxes of the three people it passes."""

from __future__ import annotations

import pytest

from tests.journeys import auditing, moderating, reviewing
from tests.journeys.one_audit import Story
from tests.journeys.people import People
from tests.journeys.serving import Council


@pytest.fixture
def story(council: Council, people: People) -> Story:
    """The month is begun, and a child protection case is drawn, whose auditor is not away."""
    council.begin_month()
    story = Story(council, people, council.audit(category="CP"))
    council.at_work(story.audit.auditor)
    return story


def test_one_audit_through_three_inboxes(story: Story) -> None:
    manager, reviewer = story.someone("auditor"), story.someone("reviewer")
    auditing.everybody_hears_of_it(story, manager, reviewer)
    auditing.the_social_worker_reflects(story, story.someone("social_worker"))
    auditing.the_manager_gives_the_case_details(manager, story.audit.case_id)
    auditing.the_manager_begins_and_goes_home(manager)
    auditing.the_reviewer_cannot_begin(story, reviewer, manager.page.url)
    auditing.two_weeks_later_a_reminder_leads_back(story, manager)
    auditing.the_manager_completes_every_section(manager)
    auditing.the_manager_checks_and_submits(story, manager)
    reviewing.the_reviewer_is_asked(story, reviewer)
    reviewing.the_reviewer_must_explain_a_different_answer(reviewer)
    reviewing.the_reviewer_completes_and_submits(story, reviewer)
    moderating.the_two_moderate(story, manager)
    moderating.the_audit_is_concluded(story, manager, reviewer)

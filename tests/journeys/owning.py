"""An owner's seven edits of the policy, each as it is done in the studio."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.journeys.test_keyboard import enter, tab_to

ASKED = "Is the Personal Education Plan up to date?"
STEP = "Approve the audit"


def saved(page: Any) -> None:
    """What was typed has been saved by itself."""
    expect(page.locator(".pl-keeping__line")).to_have_text(re.compile(r"^Saved at"))


def as_staff_see_it(page: Any) -> Any:
    """The preview of a form beside its questions."""
    return page.get_by_label("The page as staff will see it")


def remind_every_five_days(page: Any, change: str) -> None:
    """A number in a table."""
    page.goto(f"{change}/tables/reminders.dmn")
    page.get_by_label("Row 1, Days").fill("5")
    saved(page)


def send_a_copy_to_the_director(page: Any, change: str) -> None:
    """A row put into a table."""
    page.goto(f"{change}/tables/distribution.dmn")
    page.get_by_role("button", name="Add a row to").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    last = page.locator(".pl-sheet tbody tr").count()
    for cell, words in {"Stage": "1", "Role": '"director"', "Variant": '"full"'}.items():
        page.get_by_label(f"Row {last}, {cell}", exact=True).fill(words)
    page.get_by_label(f"Row {last}, Rule", exact=True).fill(f'"{last}"')
    page.get_by_label(f"Row {last}, why").fill("The Director asked for every stage 1 form.")
    saved(page)


def moderate_more_often(page: Any, change: str) -> None:
    """Another reading of the policy, switched on."""
    page.goto(f"{change}/tables/moderation_needed.dmn")
    page.get_by_label("Row 3, Largest gap in a section").fill(">= 1")
    page.get_by_label("Row 3 is on").check()
    saved(page)


def ask_one_thing_more_of_children_in_care(page: Any, change: str) -> None:
    """A question of a section, for one category only."""
    page.goto(f"{change}/forms/forms/audit/s1.form")
    page.get_by_label("Words", exact=True).last.fill(ASKED)
    page.get_by_label("Kind of answer").select_option("One of several answers")
    page.get_by_role("button", name="Add the question").click()
    question = page.locator("fieldset.pl-question").last
    question.get_by_text("Who is asked").click()
    question.get_by_label("Only when this fact").fill("category")
    question.get_by_label("is", exact=True).fill("CIC_CL")
    saved(page)
    page.goto(f"{change}/forms/forms/audit/s1.form?category=CIC_CL")
    expect(as_staff_see_it(page).get_by_text(ASKED)).to_be_visible()
    page.goto(f"{change}/forms/forms/audit/s1.form?category=CP")
    expect(as_staff_see_it(page).get_by_text(ASKED)).to_have_count(0)


def reword_the_first_letter(page: Any, change: str) -> None:
    """A letter's subject."""
    page.goto(f"{change}/letters/mail/issue_auditor/subject.txt")
    subject = page.get_by_label("Subject", exact=True)
    subject.fill(f"Please audit: {subject.input_value()}")
    saved(page)


def rename_a_grade(page: Any, change: str) -> None:
    """Words that stand in many forms."""
    page.goto(f"{change}/phrases")
    page.get_by_label("Words as they are now").fill("Requires improvement")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_label("Words to put there").fill("Needs to improve")
    page.get_by_role("button", name="Replace where ticked").click()
    expect(page.get_by_text("Replaced in")).to_be_visible()
    page.goto(f"{change}/forms/forms/audit/overview.form?role=auditor")
    expect(as_staff_see_it(page).get_by_role("radio", name="Needs to improve")).to_be_visible()


def add_an_approval_with_keys_only(page: Any, change: str) -> None:
    """A form of its own, and a step that asks for it: no mouse."""
    page.goto(f"{change}/new")
    tab_to(page, "A diagram: a process")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "What it is called")
    page.keyboard.type("Approval")
    enter(page)
    expect(page.get_by_role("heading", name="As staff will see it")).to_be_visible()
    page.goto(f"{change}/outline-step/case_audit.bpmn?element=follow_up_actions")
    tab_to(page, "Name of the new step")
    page.keyboard.type(STEP)
    tab_to(page, "Put it in")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(STEP)
    tab_to(page, "The group")
    page.keyboard.type("Head of Q")
    tab_to(page, "Form")
    page.keyboard.type("Approval")
    tab_to(page, "Due")
    page.keyboard.type("at_time(working_days_from(today(), 3), parameters.due_at)")
    for field, words in TOLD.items():
        tab_to(page, field)
        page.keyboard.type(words)
    saved(page)


TOLD = {
    "Why it is with them": "Every audit is approved before it is concluded.",
    "Why it is due then": "Three working days.",
    "What happens if they do nothing": "It stays with you.",
    "Who is next": "Nobody.",
}
EDITS = (
    remind_every_five_days,
    send_a_copy_to_the_director,
    moderate_more_often,
    ask_one_thing_more_of_children_in_care,
    reword_the_first_letter,
    rename_a_grade,
    add_an_approval_with_keys_only,
)

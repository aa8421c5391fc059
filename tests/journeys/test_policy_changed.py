"""The policy is changed in the browser from start to finish, and then it is so.

Seven edits, none of them touching Python: reminders every five working days; an approval with a
form of its own, put in with keys only; a recipient of copies; another rule of moderation; a
question for one category; a letter reworded; a grade renamed. Checked, seen in a simulated month
beside what was in force, approved by somebody else, deployed; then a month is issued by it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from engine.tables import Deployment, Mail, ProcessInstance
from handlers.directory.tables import PersonRole
from tests.journeys.owning import ASKED, EDITS
from tests.journeys.people import People, Someone
from tests.journeys.serving import Council
from web.simulations.tables import Simulation

LONG = 240_000
# What a month shows of each of the seven edits.
TOLD = (
    "“Reminder auditor” goes",
    "“Form copy” goes",
    "moderated instead of",
    "“Approve the audit” is asked .* instead of 0",
    "the form “Approval” is sent in [1-9].*; in force it never is",
    f"“{re.escape(ASKED)}” in the form “Case file audit” is asked [1-9].*; in force it never is",
    "“Issue auditor” reads differently with the change",
    "“Requires improvement” is called “Needs to improve” with the change",
)
ISSUE, CHASER = "issue_auditor", "reminder_auditor"
FIVE_WORKING_DAYS_ON = datetime(2026, 12, 8, 10, tzinfo=UTC)
ISSUED = (
    ProcessInstance,
    (ProcessInstance.deployment_id == Deployment.id)
    & (ProcessInstance.process_key == "case_audit"),
)


@pytest.fixture
def owner(people: People) -> Someone:
    return people.at_browser(holder(people.council, "process_owner"))


@pytest.fixture
def head(people: People) -> Someone:
    return people.at_browser(holder(people.council, "head_of_qa"))


def holder(council: Council, role: str) -> str:
    with council.parts.database.read() as db:
        query = select(PersonRole.person_id).filter_by(role=role).order_by(PersonRole.person_id)
        return str(db.scalars(query).first())


def test_the_policy_is_changed_and_it_is_so(owner: Someone, head: Someone) -> None:
    change = begun(owner)
    for edit in EDITS:
        edit(owner.page, change)
    nothing_is_wrong(owner, change)
    months_are_lived_through(owner, change)
    somebody_else_approves(owner, head, change)
    deployed(owner, change)
    it_is_so(owner.council)


def begun(owner: Someone) -> str:
    owner.page.goto("/studio")
    owner.page.get_by_role("link", name=re.compile("Peer Review")).first.click()
    owner.page.get_by_label(re.compile("What")).first.fill("The policy of next year")
    owner.page.locator("main form button").first.click()
    expect(owner.heading).to_have_text("The policy of next year")
    return str(owner.page.url).partition("?")[0]


def nothing_is_wrong(owner: Someone, change: str) -> None:
    owner.page.goto(f"{change}/check")
    owner.look("check")
    expect(owner.page.get_by_text("Nothing must be mended")).to_be_visible()


def months_are_lived_through(owner: Someone, change: str) -> None:
    """Each edit that a month can show is told as a difference between the two."""
    owner.page.goto(f"{change}/simulation")
    owner.page.get_by_label("First month").fill("2026-12")
    owner.page.get_by_label("Council").select_option("mini")
    owner.press("Begin")
    expect(owner.page.get_by_role("heading", name="What differs")).to_be_visible(timeout=LONG)
    owner.look("simulated")
    told = owner.page.get_by_role("list").filter(has_text="instead of").inner_text()
    for sentence in TOLD:
        assert re.search(sentence, told), f"“{sentence}” is not among:\n{told}"
    the_same_is_shown(owner.page)


def the_same_is_shown(page: Any) -> None:
    """The letter as its reader gets it, the form as staff met it, the grades by their names."""
    read = page.locator("#letters-read")
    expect(read.locator("ins", has_text="Please audit:")).to_be_visible()
    page.locator("#forms").get_by_text("Case file audit", exact=True).click()
    asked = page.locator("#forms tr", has_text=ASKED)
    expect(asked).to_contain_text("only with the change")
    grades = page.get_by_role("table", name="Grades given")
    renamed = "Needs to improve (in force: Requires improvement)"
    expect(grades.get_by_role("row", name=renamed)).to_be_visible()


def somebody_else_approves(owner: Someone, head: Someone, change: str) -> None:
    owner.page.goto(f"{change}/approval")
    owner.page.get_by_label("What is to be looked at").fill("All of it")
    owner.press("Ask for an approval")
    head.page.goto(f"{change}/approval")
    head.look("approval")
    head.page.get_by_label("Yes, I approve exactly this content").check()
    head.page.get_by_label("What you looked at").fill("Every sentence, and the month")
    head.press("Send")


def deployed(owner: Someone, change: str) -> None:
    owner.page.goto(f"{change}/deploy")
    owner.page.get_by_label("What has changed").fill("The policy of next year")
    owner.press("Deploy")
    expect(owner.heading).to_have_text("Version 2")
    expect(owner.page.locator("#standing")).to_have_text("In force")


def it_is_so(council: Council) -> None:
    """What was simulated is in force: the month is issued by it, with the new words, and
    auditors are reminded after five working days."""
    council.begin_month()
    council.travel(FIVE_WORKING_DAYS_ON)
    with council.parts.database.read() as db:
        letters = select(Mail.letter, Mail.subject).where(
            Mail.letter.in_(("issue_auditor", CHASER))
        )
        told = db.execute(letters).all()
        begun = select(Deployment.version, Deployment.digest).join(*ISSUED).distinct()
        simulated = select(Simulation.digest).where(Simulation.digest.is_not(None))
        assert db.execute(begun).all() == [(2, db.scalar(simulated))]
    assert {letter for letter, _ in told} == {ISSUE, CHASER}
    issued = [subject for letter, subject in told if letter == ISSUE]
    assert all(subject.startswith("Please audit: ") for subject in issued)

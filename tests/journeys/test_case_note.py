"""The case note in a browser: copied with a key, said aloud; hints that refuse nothing (4.5)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from engine.tables import UserTask
from handlers.scenarios.filling import filled
from tests.journeys.people import People, Someone
from tests.journeys.serving import Council
from tests.journeys.test_keyboard import tab_to

NOTE, TEXT, COPY = "Create the case note", "The text of the note", "Copy the note"
ANALYSIS = "The plan  is <b>clear</b> & “owned”."
JUDGED = " The worker failed to visit."
TODAY = {"saved_on-day": "1", "saved_on-month": "12", "saved_on-year": "2026"}
HINT = "Some words judge a worker."


@pytest.fixture
def auditor(council: Council, people: People) -> Someone:
    """A Team Manager who submitted the audit form, at the page of the case note."""
    council.begin_month()
    audit = council.audit(category="CP")
    complete(council, audit.reference, "reflect")
    complete(council, audit.reference, "give_case_details", category="CP", legal_status="none")
    complete(council, audit.reference, "audit_case", **{"overview.analysis": ANALYSIS})
    someone = people.at_browser(str(audit.auditor))
    someone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    someone.begin(NOTE)
    return someone


def complete(council: Council, reference: str, element: str, **told: object) -> None:
    """Whoever it is with completes this user task of an audit, every question answered."""
    engine, database = council.parts.engine, council.parts.database
    query = select(UserTask).filter_by(business_key=reference, element_id=element, state="open")
    with database.read() as db:
        row = db.scalars(query).one()
    form = engine.deployed(row.deployment_id).forms[str(row.form)]
    answers = filled(form, row.details.get("sections"), row.details["context"], None, told)
    engine.complete(row.id, answers, by=str(row.assignee), seen=row.version)
    council.rest()


def test_the_note_is_copied_with_keys_and_a_hint_refuses_nothing(auditor: Someone) -> None:
    page = auditor.page
    area, said = page.get_by_label(TEXT), page.locator("[data-copy] [role=status]")
    expect(area).to_have_value(re.compile(re.escape(f"Analysis of Audit Findings\n{ANALYSIS}\n")))
    expect(said).to_have_text("")
    auditor.look("case-note")
    area.press("Control+End")
    area.press_sequentially(JUDGED)
    hint = page.locator("[data-live=hints]")
    expect(hint).to_contain_text(HINT)
    expect(hint).to_have_attribute("role", "status")
    tab_to(page, COPY)
    page.keyboard.press("Enter")
    expect(said).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert (copied, copied.endswith(JUDGED)) == (area.input_value(), True)
    auditor.look("case-note-copied")
    page.get_by_label("I have saved the note on the child’s file").check()
    auditor.pen(**TODAY).write()
    auditor.press("Continue")
    auditor.submit()

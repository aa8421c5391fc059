"""An owner plays a change by hand in a browser, records it, and sees that the scenario passes."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from engine.bundle import Bundle
from tests.journeys.test_pages import assert_accessible
from tests.journeys.test_simulations import FIGURES
from tests.web.studio.conftest import owners
from web.simulations.tables import Simulation

__all__ = ["owners"]
QUESTION = {"section": "More", "words": "Why?", "asked": 1, "answered": 0, "options": {}}
MORE = {"title": "More", "sent": 1, "questions": {"more/why": QUESTION}}
BORROWING = Path(__file__).parents[1] / "borrowing"


@pytest.fixture
def change(parts, owners):
    parts.engine.deploy(Bundle.from_folders(BORROWING), by="boss")
    return parts.changes.begin("borrowing", "Longer loans", by="olive")


def simulated(parts, change):
    """A pair of simulations that is done; what they have in common."""
    beside, now = uuid4(), parts.clock.now()
    given = {"tenant_id": "main", "begun_by": "olive", "begun_at": now, "seen_at": now,
             "version": 1, "bundle": "borrowing", "month": "2026-09", "months": 1, "seed": 7,
             "profile": "mini", "behaviour": "", "state": "done", "change_id": change,
             "beside": beside}  # fmt: skip
    letter = {"subject": "Audit, please", "body": "Dear Amara", "wording": ["Audit, please"]}
    letters = {**FIGURES["letters"], "sent": 14, "examples": {"issue_auditor": letter}}
    more = {**FIGURES, "letters": letters, "forms": {**FIGURES["forms"], "more": MORE}}
    with parts.database.write() as session:
        session.add(Simulation(**given, id=uuid4(), figures=FIGURES))
        session.add(Simulation(**given, id=uuid4(), figures=more, digest="d" * 64))
    return beside


def test_a_play_with_a_timer_and_letters_becomes_a_scenario(page, axe, change, parts):
    page.goto("/sign-in")
    page.get_by_role("button", name="Olive Owner").first.click()
    page.goto(f"/studio/changes/{change}")
    page.get_by_role("link", name="Play by hand").click()
    page.get_by_role("button", name="Choose").click()
    assert_accessible(page, axe, "play-begin")
    page.get_by_label("It begins on").fill("2026-12-14 09:00")
    page.get_by_label("Reader").fill("Rita")
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("link", name="Lend the book out").click()
    page.get_by_label("Title of the book").fill("Emma")
    assert_accessible(page, axe, "play-form")
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("link", name="Confirm the loan").click()
    assert_accessible(page, axe, "play-service")
    page.get_by_role("button", name="Go on").click()

    page.get_by_role("button", name="Overdue").click()
    page.get_by_text("It is 30 December 2026 at 8am").wait_for()
    page.locator("[data-drawn=true] .mark-waiting[data-element-id=bring_back]").wait_for()
    page.get_by_text("Letter to Rita: Please bring “Emma” back").click()
    page.get_by_text("“Emma” is overdue.").wait_for()
    assert_accessible(page, axe, "play")

    page.get_by_role("link", name="Bring the book back").click()
    page.get_by_label("Nothing is torn").check()
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("It has completed.").wait_for()
    page.get_by_role("button", name="Take the last step back").click()
    page.get_by_role("link", name="Bring the book back").wait_for()

    page.get_by_label("What it shows, in a sentence").fill("Rita is reminded and still reading")
    page.get_by_label("Name", exact=True).fill("reminded")
    page.get_by_role("button", name="Record").click()
    page.get_by_text("Rita is reminded and still reading").wait_for()
    page.get_by_role("button", name="Play them all").click()
    page.get_by_text("2 scenarios played").wait_for()
    page.get_by_text("all passed").wait_for()
    assert_accessible(page, axe, "scenarios")
    page.goto(f"/studio/changes/{change}/simulation")
    assert_accessible(page, axe, "simulation-of-a-change")
    page.goto(f"/studio/changes/{change}/simulation/{simulated(parts, change)}")
    page.get_by_text("14 letters instead of 12.").wait_for()
    assert_accessible(page, axe, "simulation-beside")

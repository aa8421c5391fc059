"""The studio by ear: every page is understood, mistakes are read out, and steps are edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from engine.bundle import Bundle
from tests.journeys.hearing import Listener
from tests.web.studio.conftest import owners
from web.parts import Parts

__all__ = ["owners"]
BORROWING = Path(__file__).parents[1] / "borrowing"
TABLE = "the_fine.dmn"
PAGES = (
    "", "/files?open=yes", "/new", "/check", "/about/bundle.toml", "/diagrams/borrowing.bpmn",
    "/outline/borrowing.bpmn", "/outline-step/borrowing.bpmn?element=confirm", f"/tables/{TABLE}",
    f"/drawn/{TABLE}", "/forms/forms/mend.form", "/forms-drawn/forms/mend.form",
    "/letters/mail/overdue/body.txt", "/settings", "/text/bundle.toml", "/phrases?find=book",
    "/play", "/scenarios", "/simulation", "/differences", "/impact", "/replay", "/approval",
    "/deploy",
)  # fmt: skip
OTHERS = ("/studio", "/studio/bundles/borrowing", "/studio/import", "/studio/versions/borrowing")


@pytest.fixture
def change(parts: Parts, owners: object) -> UUID:
    """A change of borrowing that Olive has begun, with a table of her own."""
    parts.engine.deploy(Bundle.from_folders(BORROWING), by="boss")
    return parts.changes.begin("borrowing", "Longer loans", by="olive")


@pytest.fixture
def olive(new_page: Callable[..., Any], change: UUID) -> Listener:
    """Olive, who cannot see the screen."""
    page = new_page()
    page.goto("/sign-in")
    listener = Listener(page)
    listener.press("Olive Owner")
    return listener


def test_every_page_is_understood_by_ear(olive: Listener, change: UUID) -> None:
    here, titles = f"/studio/changes/{change}", set()
    added_a_table(olive, here)
    for address in (*OTHERS, *(f"{here}{page}" for page in PAGES)):
        answer = olive.page.goto(address)
        assert answer.status == 200, address
        if "/drawn/" in address or "-drawn/" in address or "/diagrams/" in address:
            expect(olive.page.locator("[data-ready]")).to_be_visible()
        assert olive.complaints() == [], address
        titles.add(olive.page.title())
    assert len(titles) == len(PAGES) + len(OTHERS), "two pages have the same title"


def added_a_table(olive: Listener, here: str) -> None:
    olive.page.goto(f"{here}/new")
    olive.go("radio", "A diagram: a process")
    olive.page.keyboard.press("ArrowDown")
    assert olive.at() == ("radio", "A decision table")
    olive.write("What it is called", "The fine")
    olive.press("Add it")
    assert olive.at()[0] == "alert", "that it is there is read out"


def test_what_is_wrong_is_read_out_first(olive: Listener, change: UUID) -> None:
    here = f"/studio/changes/{change}"
    for address, button in (
        (f"{here}/new", "Add it"),
        (f"{here}/approval", "Ask for an approval"),
        ("/studio/import", "Bring it in"),
    ):
        olive.page.goto(address)
        olive.press(button)
        assert olive.page.title().startswith("Error: "), address
        assert olive.focus().startswith("There is a problem"), address
        assert olive.names("alert"), address
        assert olive.complaints() == [], address

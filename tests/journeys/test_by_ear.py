"""The studio by ear: every page can be used and is understood, and mistakes are read out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.journeys.conftest import Axe
from tests.journeys.hearing import Listener
from tests.journeys.studio_pages import DRAWN, deployed_borrowing, not_visited, pages
from tests.web.studio.conftest import owners
from web.parts import Parts

__all__ = ["owners"]
UNFOLDED = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture
def change(parts: Parts, owners: object) -> UUID:
    """A change of borrowing that Olive has begun, with a table of her own."""
    return deployed_borrowing(parts)


@pytest.fixture
def olive(new_page: Callable[..., Any], change: UUID) -> Listener:
    """Olive, who cannot see the screen."""
    page = new_page()
    page.goto("/sign-in")
    listener = Listener(page)
    listener.press("Olive Owner")
    return listener


def test_every_page_can_be_used_and_is_understood_by_ear(
    olive: Listener, change: UUID, parts: Parts, app: Flask, axe: Axe
) -> None:
    here, titles = f"/studio/changes/{change}", set()
    added_a_table(olive, here)
    addresses = [*pages(parts, change), *of_a_play(olive, here)]
    assert not_visited(app, addresses) == set()
    for address in addresses:
        answer = olive.page.goto(address)
        assert answer.status == 200, address
        if any(editor in address for editor in DRAWN):
            expect(olive.page.locator("[data-ready]")).to_be_visible()
        olive.page.evaluate(UNFOLDED)
        assert olive.complaints() == [], address
        axe(olive.page)
        titles.add(olive.page.title())
    assert len(titles) == len(addresses), "two pages have the same title"


def added_a_table(olive: Listener, here: str) -> None:
    olive.page.goto(f"{here}/new")
    olive.go("radio", "A diagram: a process")
    olive.page.keyboard.press("ArrowDown")
    assert olive.at() == ("radio", "A decision table")
    olive.write("What it is called", "The fine")
    olive.press("Add it")
    assert olive.at()[0] == "alert", "that it is there is read out"


def of_a_play(olive: Listener, here: str) -> tuple[str, str]:
    """A play, and what it asks."""
    olive.page.goto(f"{here}/play?process=borrowing")
    olive.write("Reader", "Rita")
    olive.press("Begin")
    play = olive.page.url
    olive.follow(": Lend the book out")
    return play, olive.page.url


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

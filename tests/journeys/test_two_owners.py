"""Two owners, one change: one editor at a time, nobody loses a word, everything can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Axe
from tests.web.studio.conftest import owners
from web.parts import Parts

__all__ = ["owners"]
FIELD, PATIENCE = "Text of the file", 20_000
FULL = "() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }"


class Owner:
    """Somebody at the studio."""

    def __init__(self, page: Page, name: str, axe: Axe) -> None:
        self.page, self._axe = page, axe
        page.goto("/sign-in")
        page.get_by_role("button", name=name).click()

    def at(self, address: str) -> None:
        """Go there, and see that everybody could use the page."""
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        """axe finds nothing."""
        self._axe(self.page)

    def write(self, words: str) -> None:
        """Put these words into the open file."""
        self.page.get_by_label(FIELD).fill(words)

    def told(self, words: str) -> None:
        """The page says so."""
        said = self.page.locator(".pl-keeping")
        expect(said).to_contain_text(re.compile(words), timeout=PATIENCE)

    def press(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words).first.click()


@pytest.fixture
def enter(new_page: Callable[..., Any], owners: object, axe: Axe) -> Callable[[str], Owner]:
    return lambda name: Owner(new_page(), name, axe)


def begun(owner: Owner) -> str:
    """The address of a change that this owner has begun from the studio's first page."""
    owner.at("/studio")
    owner.page.get_by_role("link", name="Lending books").click()
    owner.look()
    owner.page.get_by_label("What is to change").fill("Longer loans")
    owner.press("Change the policy")
    expect(owner.page.get_by_role("heading", level=1)).to_have_text("Longer loans")
    owner.look()
    return owner.page.url


def test_two_owners_work_on_one_file(enter: Callable[[str], Owner], parts: Parts) -> None:
    olive, hugo = enter("Olive Owner"), enter("Hugo Head")
    change = begun(olive)
    olive.page.goto(f"{change}/files")
    olive.page.get_by_role("link", name="Open every kind").click()
    olive.page.get_by_role("link", name="Clauses of the policy").click()
    olive.write("# Olive\n")
    olive.told("Saved at")
    hugo.at(f"{change}/text/policy.toml")
    hugo.told("Olive Owner has been editing this file since")
    hugo.press("Take it over")
    expect(hugo.page.locator(".pl-keeping .govuk-inset-text")).to_have_count(0)
    hugo.write("# Hugo\n")
    hugo.told("Saved at")
    olive.write("# Olive again\n")
    olive.told("What you wrote is kept beside it")
    olive.write("# Olive goes on\n")
    hugo.page.goto(f"{change}/check")
    hugo.look()
    olive.page.get_by_role("link", name="Compare both and choose").click()
    olive.look()
    expect(olive.page.locator("del")).to_have_text("# Hugo")
    expect(olive.page.locator("ins")).to_have_text("# Olive again")
    olive.press("Take the words on the right")
    expect(olive.page.get_by_label(FIELD)).to_have_value("# Olive again\n")
    olive.told("This browser has kept it")
    undone(olive, change)
    something_new(olive, change)


def undone(owner: Owner, change: str) -> None:
    """What both wrote is gone through, backwards."""
    owner.at(f"{change}/about/policy.toml")
    expect(owner.page.locator("ol li").filter(has_text="Hugo Head")).to_have_count(1)
    owner.press("Undo the last edit")
    owner.press("Undo the last edit")
    expect(owner.page.get_by_role("button", name="Do it again")).to_be_visible()
    owner.at(f"{change}/text/policy.toml")
    expect(owner.page.get_by_label(FIELD)).to_have_value("# Olive\n")


def test_words_of_a_browser_that_was_closed_are_offered_back(
    enter: Callable[[str], Owner], parts: Parts
) -> None:
    olive = enter("Olive Owner")
    change = parts.changes.begin("lending", "Longer loans", by="olive")
    address, context = f"/studio/changes/{change}/text/policy.toml", olive.page.context
    olive.at(address)
    context.set_offline(True)
    olive.write("# Never sent\n")
    olive.told("There is no connection")
    olive.page.close()
    context.set_offline(False)
    olive.page = context.new_page()
    olive.at(address)
    olive.told("This browser has kept it")
    olive.press("Put it back")
    olive.told("Saved at")
    assert parts.changes.file(change, "policy.toml")[0] == b"# Never sent\n"
    olive.page.evaluate(FULL)
    context.set_offline(True)
    olive.write("# Nowhere\n")
    olive.told("There is no connection. This browser cannot keep it either: copy it")
    context.set_offline(False)
    olive.write("# Somewhere after all\n")
    olive.told("Saved at")
    olive.press("Sign out")
    expect(olive.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert olive.page.evaluate("Object.keys(localStorage)") == []


def something_new(owner: Owner, change: str) -> None:
    """A table begun from a plain one."""
    owner.at("/studio/import")
    owner.at(f"{change}/new")
    owner.page.get_by_label("A decision table").check()
    owner.page.get_by_label("What it is called").fill("Fines")
    owner.press("Add it")
    expect(owner.page.get_by_text("fines.dmn is there.")).to_be_visible()
    owner.at(f"{change}/files")
    expect(owner.page.locator("tr").filter(has_text="Fines")).to_contain_text("Added")

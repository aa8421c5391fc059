"""What an owner does in the diagram editor, with the keys or the mouse."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

SAVED = re.compile("Saved at")


def unfolded(page: Page, title: str) -> None:
    """Unfold a group of the panel."""
    header = page.locator(".bio-properties-panel-group-header", has_text=title).first
    if "open" not in (header.get_attribute("class") or "").split():
        header.locator(".bio-properties-panel-group-header-title").click()


def selected_by_search(page: Page, name: str) -> None:
    """Find a step by its name with the keys alone."""
    page.locator(".djs-container > svg").focus()
    page.keyboard.press("Control+f")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def added_by_keys(page: Page, kind: str, name: str, axe: Any) -> None:
    """Add a step after the selected one with the keys alone, and name it."""
    page.locator(".djs-container > svg").focus()
    page.keyboard.press("a")
    page.keyboard.type(kind)
    axe(page)
    page.keyboard.press("Enter")
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def written(page: Page, label: str, text: str) -> Any:
    """Write an expression, and give the field."""
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(text)
    return field


def typed_at_once(page: Page, field: Any, text: str) -> None:
    """Write it with the keys, quicker than anything can be drawn: no letter is lost."""
    field.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    expect(field).to_have_text(text)


def passed_by(page: Page) -> None:
    """Go through fields with the keys: that is no edit, and each button says what it is for."""
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open a larger editor: Name")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_text("Not saved yet")).to_have_count(0)


def saved(page: Page) -> None:
    """Wait until the server has it and the check has spoken."""
    with page.expect_response(lambda answer: answer.url.endswith("/findings")):
        expect(page.get_by_text(SAVED)).to_be_visible()

"""With keys only: sign in, open what is with me, answer a section, save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from playwright.sync_api import Page, expect

FOCUSED = """() => {
  const one = document.activeElement;
  const words = one.labels?.[0]?.innerText ?? one.innerText ?? '';
  return [words.trim().split('\\n')[0], one.type ?? ''];
}"""
SEEN = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle; }"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so; at every stop the focus can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        said, _kind = page.evaluate(FOCUSED)
        if said == words:
            assert page.evaluate(SEEN) != "none", f"the focus on “{words}” cannot be seen"
            return
    raise AssertionError(f"“{words}” cannot be reached with the Tab key on {page.url}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_one_section_is_answered_with_keys_only(
    new_page: Callable[..., Any], lend: Callable[[], UUID]
) -> None:
    lend()
    page = new_page()
    page.goto("/sign-in")
    tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")
    tab_to(page, "Rita Reader")
    enter(page)
    tab_to(page, "Say which book")
    enter(page)
    tab_to(page, "The book")
    enter(page)
    tab_to(page, "Title of the book")
    page.keyboard.type("Middlemarch")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("A novel", exact=True)).to_be_checked()
    tab_to(page, "I have completed this section")
    page.keyboard.press("Space")
    tab_to(page, "Save and continue")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Why you want it")
    tab_to(page, "I have completed this section")
    page.keyboard.press("Space")
    tab_to(page, "Save and continue")
    enter(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why do you want to read it?")).to_be_focused()
    page.keyboard.type("Because of the provinces.")
    tab_to(page, "Save and come back later")
    enter(page)
    expect(page.get_by_text("Your words are saved.")).to_be_visible()

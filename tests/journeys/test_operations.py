"""The first page of the morning in a browser: it keeps itself up to date and loses nothing."""

from __future__ import annotations

from playwright.sync_api import expect

from engine.watch import Heartbeat, Measuring
from tests.journeys.test_pages import assert_accessible, enter


def worked(parts):
    """What the worker does each minute."""
    Heartbeat(parts.engine.context)()
    Measuring(parts.engine.context)()


def test_the_overview_and_the_list(page, axe, parts, lend):
    lend()
    worked(parts)
    page.clock.install()
    enter(page, "Ada Admin")
    page.get_by_role("link", name="Operations").click()
    expect(page.get_by_role("heading", name="Nothing needs looking at")).to_be_visible()
    assert_accessible(page, axe, "operations-overview")
    page.locator("#runs-lending").focus()
    parts.engine.start("lending", business_key="B-2", variables={"checker": "checker"}, by="boss")
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("link", name="1 incident")).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("Needs looking at: 1 incident.")
    expect(page.locator("#runs-lending")).to_be_focused()
    assert_accessible(page, axe, "operations-overview-incident")
    page.get_by_role("button", name="Stop updating this page").click()
    page.keyboard.press("Shift+Tab")
    page.locator("#runs-lending").click()
    expect(page.get_by_text("2 instances with these filters.")).to_be_visible()
    assert_accessible(page, axe, "operations-instances")
    page.get_by_label("With", exact=True).fill("rita")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("row", name="B-1")).to_contain_text("with Rita Reader")
    page.get_by_text("Keep this search").click()
    page.get_by_label("Name of the search").fill("With Rita")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="With Rita")).to_be_visible()
    assert_accessible(page, axe, "operations-instances-kept")

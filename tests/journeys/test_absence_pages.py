"""The pages of absences in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.test_pages import assert_accessible, enter
from tests.web.absences.test_absences import absent

__all__ = ["absent"]


def test_absences_and_dispensations(page, axe, absent):
    enter(page, "Rita Reader")
    page.get_by_role("link", name="Absences").click()
    expect(page.get_by_text("Sickness")).to_be_visible()
    assert_accessible(page, axe, "absences")
    page.get_by_role("link", name="See who is excused from which month").click()
    expect(page.get_by_text("The table").first).to_be_visible()
    assert_accessible(page, axe, "dispensations")
    page.get_by_label("Decision").select_option("refused")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("No decision fits")).to_be_visible()
    assert_accessible(page, axe, "dispensations-nothing-fits")

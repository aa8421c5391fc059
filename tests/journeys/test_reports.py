"""Reports in a real browser: by keyboard, in print, and nothing that axe finds."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlalchemy import select

from handlers.directory.tables import PersonRole
from handlers.history import generate


def test_a_report_is_found_by_keyboard_read_and_printed(council, people):
    generate(council.parts.engine, "2026-10", months=3, seed=3)
    with council.parts.database.read() as db:
        director = db.scalars(select(PersonRole.person_id).filter_by(role="director")).first()
    someone = people.at_browser(director)
    page = someone.page
    page.goto("/reports")
    someone.look("reports")
    page.get_by_role("link", name="October 2026", exact=True).focus()
    page.keyboard.press("Enter")
    expect(someone.heading).to_have_text("October 2026")
    chart = page.get_by_role("region", name="Chart: Completion by Area")
    expect(chart.get_by_role("img")).to_have_accessible_name("Completion by Area")
    someone.look("report")
    page.set_viewport_size({"width": 400, "height": 800})
    someone.look("report-narrow")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="This report as PDF")).to_be_hidden()
    expect(page.get_by_role("table", name="Completion by Area")).to_be_visible()

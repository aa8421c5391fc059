"""The pages of a month in a real browser: the draw, the published list, the import."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from handlers import synthetic
from handlers.directory.tables import PersonRole
from tests.journeys.test_pages import assert_accessible, enter
from tests.web.months.test_months import drawn, publish

__all__ = ["drawn"]


@pytest.fixture
def informed(parts):
    """Sam is of Management Information, and nothing else."""
    with parts.database.write() as db:
        db.query(PersonRole).filter_by(person_id="stranger").delete()
        db.add(PersonRole(tenant_id="main", person_id="stranger", role="miu", scope=""))


def test_the_draw_and_the_published_list(page, axe, parts, drawn, informed, clock):
    publish(parts, 1, clock.now().date().replace(year=2099))
    enter(page, "Sam Stranger")
    page.get_by_role("link", name="Months").click()
    page.get_by_role("link", name="December 2026").click()
    expect(page.get_by_text("4711")).to_be_visible()
    assert_accessible(page, axe, "draw")
    page.get_by_role("link", name="Selected cases").click()
    page.get_by_role("link", name="December 2026").click()
    expect(page.get_by_text("L9-0000001")).to_be_visible()
    assert_accessible(page, axe, "published-list")


def test_the_extract_is_imported(page, axe, parts, informed, tmp_path: Path):
    broken = tmp_path / "broken" / "teams.csv"
    broken.parent.mkdir()
    broken.write_text("Team,Name\nT1,\n")
    synthetic.write(tmp_path, "mini", 3)
    enter(page, "Sam Stranger")
    page.get_by_role("link", name="Extract").click()
    assert_accessible(page, axe, "extract")
    page.get_by_label("The files of the extract").set_input_files(broken)
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(page, axe, "extract-refused")
    page.get_by_label("The files of the extract").set_input_files(sorted(tmp_path.glob("*.csv")))
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("The extract is imported.")).to_be_visible()
    assert_accessible(page, axe, "extract-imported")

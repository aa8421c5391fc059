"""An administrator looks after letters, jobs, people and the audit log, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.test_pages import assert_accessible, enter
from tests.web.operations.conftest import refused, write

__all__ = ["refused", "write"]


def test_a_refused_letter_a_role_and_content_that_is_opened(page, axe, refused, lend, parts):
    instance = lend()
    enter(page, "Ada Admin")
    page.goto("/operations/letters")
    assert_accessible(page, axe, "operations-letters")
    page.get_by_role("link", name="Notice to Maya Librarian").click()
    assert_accessible(page, axe, "operations-letter")
    page.get_by_role("button", name="Send again, or correct the address").click()
    page.get_by_label("Why do you do this?").fill("She has married")
    assert_accessible(page, axe, "operations-letter-again")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("The letter is queued.")).to_be_visible()
    page.goto("/operations/jobs")
    assert_accessible(page, axe, "operations-jobs")
    page.goto("/operations/access/roles")
    assert_accessible(page, axe, "operations-roles")
    page.get_by_role("link", name="People", exact=True).click()
    assert_accessible(page, axe, "operations-people")
    page.get_by_role("link", name="Maya Librarian").click()
    page.get_by_role("link", name="Give a role").click()
    page.get_by_label("Role", exact=True).select_option("miu")
    page.get_by_label("Why do you do this?").fill("For the winter")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_text("So far nobody holds it.")).to_be_visible()
    assert_accessible(page, axe, "operations-give-role")
    page.get_by_role("button", name="Give the role").click()
    assert_accessible(page, axe, "operations-person")
    page.goto(f"/operations/instances/{instance}/unmask")
    page.get_by_label("Why do you do this?").fill("The printer cannot read the title")
    assert_accessible(page, axe, "operations-unmask")
    page.get_by_role("button", name="See the content").click()
    page.get_by_role("link", name="Variables").click()
    assert_accessible(page, axe, "operations-unmasked")
    for address in ("access/sign-ins", "unmasked", "audit-log", "audit-log/verify"):
        page.goto(f"/operations/{address}")
        assert_accessible(page, axe, f"operations-{address.replace('/', '-')}")
    expect(page.get_by_text("Nobody has looked yet.")).to_be_visible()

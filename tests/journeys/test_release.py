"""From an edit to the version in force and back, by those who may and those who may not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from engine.registry import Grouping
from tests.journeys.test_pages import assert_accessible, enter
from tests.web.studio.conftest import at, change, owners

__all__ = ["at", "change", "owners"]


@pytest.fixture
def seats(new_page, change, parts):
    """A browser for each: the author, a second owner, an administrator; with something edited."""
    edit(parts, change, b"days = 14", b"days = 21")
    names = {"olive": "Olive Owner", "hugo": "Hugo Head", "boss": "Ada Admin"}
    opened = {who: new_page() for who in names}
    for who, name in names.items():
        enter(opened[who], name)
    return opened


def edit(parts, change, old: bytes, new: bytes) -> None:
    """Olive writes another number into bundle.toml."""
    content, edition = parts.changes.file(change, "bundle.toml")
    parts.changes.write(change, "bundle.toml", content.replace(old, new), by="olive", seen=edition)


def ask(page) -> None:
    """Ask for an approval."""
    page.get_by_label("What is to be looked at").fill("The longer loan")
    page.get_by_role("button", name="Ask for an approval").click()
    expect(page.locator("#standing")).to_contain_text("Waiting")


def approve(page, at: str) -> None:
    """Approve what is shown."""
    page.goto(f"{at}/approval")
    page.get_by_label("Yes, I approve exactly this content").check()
    page.get_by_label("What you looked at").fill("Every sentence")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#standing")).to_contain_text("Approved")


def test_asked_refused_approved_made_void_approved_again_deployed_and_gone_back_on(
    seats, axe, at, change, parts
):
    olive, hugo, boss = seats["olive"], seats["hugo"], seats["boss"]
    olive.goto(at)
    olive.get_by_role("link", name="Approval by somebody else").click()
    ask(olive)
    assert_accessible(olive, axe, "approval-asked")
    for page in (olive, boss):
        page.goto(f"{at}/approval")
        expect(page.get_by_role("heading", name="What changes")).to_be_visible()
        expect(page.get_by_label("Yes, I approve exactly this content")).to_have_count(0)

    hugo.goto(f"{at}/approval")
    expect(hugo.get_by_text("21 instead of 14")).to_be_visible()
    hugo.get_by_role("button", name="Send").click()
    expect(hugo.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(hugo, axe, "approval-wrong")
    approve(hugo, at)

    edit(parts, change, b"days = 21", b"days = 28")
    olive.goto(f"{at}/deploy")
    expect(olive.get_by_text("edited after the approval was asked for")).to_be_visible()
    olive.get_by_role("link", name="Approval", exact=True).click()
    expect(olive.locator("#standing")).to_contain_text("Holds no more")
    ask(olive)
    approve(hugo, at)
    assert_accessible(hugo, axe, "approval-given")

    olive.goto(f"{at}/deploy")
    assert_accessible(olive, axe, "deploy")
    olive.get_by_label("From the start of next month").check()
    olive.get_by_label("What has changed").fill("Four weeks")
    olive.get_by_role("button", name="Deploy").click()
    expect(olive.get_by_role("heading", level=1)).to_have_text("Version 2")
    expect(olive.locator("#standing")).to_have_text("To come")
    assert_accessible(olive, axe, "version-to-come")
    olive.get_by_role("button", name="Give it to everybody now").click()
    expect(olive.locator("#standing")).to_have_text("In force")

    hugo.goto("/studio/versions/lending")
    assert_accessible(hugo, axe, "versions")
    hugo.get_by_role("link", name="Version 1").click()
    hugo.get_by_text("Go back to this version").click()
    hugo.get_by_label("Why we go back").fill("Books were missing")
    hugo.get_by_role("button", name="Go back to version 1").click()
    expect(hugo.get_by_role("heading", level=1)).to_have_text("Version 3")
    expect(hugo.locator("#standing")).to_have_text("In force")
    assert_accessible(hugo, axe, "version-gone-back-to")


def test_a_version_that_some_have_first_is_seen_beside_the_other(seats, axe, parts, change, at):
    olive, hugo = seats["olive"], seats["hugo"]
    readers = Grouping("readers", lambda _s, _t: ["rita", "carl"], lambda _s, _t, person: person)
    parts.engine.context.registry.groupings["readers"] = readers
    edit(parts, change, b"days = 21", b"days = 28\n[rollout]\nby = 'reader'\ngroups = 'readers'")
    parts.releases.ask(change, by="olive", note="For some first")
    approve(hugo, at)
    olive.goto(f"{at}/deploy")
    olive.get_by_label("For some groups first").check()
    olive.get_by_label("What has changed").fill("Four weeks for some")
    olive.get_by_role("button", name="Deploy").click()
    expect(olive.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(olive, axe, "deploy-wrong")
    olive.get_by_label("rita").check()
    olive.get_by_role("button", name="Deploy").click()
    expect(olive.locator("#standing")).to_have_text("Some groups first")
    who = {"reader": "rita", "checker": "checker"}
    parts.engine.start("lending", business_key="B-9", variables=who, by="reader")
    assert_accessible(olive, axe, "version-on-trial")
    olive.get_by_role("link", name="Beside the version before").click()
    expect(olive.get_by_text("The numbers are too small to compare")).to_be_visible()
    assert_accessible(olive, axe, "version-compared")

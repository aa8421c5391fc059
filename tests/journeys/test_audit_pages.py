"""The pages of the real audit bundle, on a small invented council, judged by axe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine.clock import SetClock
from engine.database import Database
from handlers.records.audits import Audit
from tests.journeys.test_pages import assert_accessible, enter
from tests.web.installation import MONDAY
from web.cli.demo import _set_up
from web.cli.init import prepare
from web.configuration import Config
from web.parts import Parts
from web.wiring import build


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    """A folder where a month of audits has just been issued, to copy."""
    folder = tmp_path_factory.mktemp("issued")
    config = Config.from_environment({}, DATA=str(folder), DEMO="yes")
    prepare(config)
    built = build(config, SetClock(MONDAY))
    _set_up(built, "mini", 7, "2026-12")
    built.close()
    return folder


@pytest.fixture
def parts(issued, tmp_path, clock) -> Parts:
    """Replaces the book lending."""
    shutil.copytree(issued, tmp_path / "data")
    built = build(Config.from_environment({}, DATA=str(tmp_path / "data"), DEMO="yes"), clock)
    yield built
    built.close()


@pytest.fixture
def database(parts) -> Database:
    return parts.database


@pytest.fixture
def audit(database) -> Audit:
    with database.read() as db:
        return db.query(Audit).filter(Audit.social_worker.is_not(None)).first()


@pytest.fixture
def name(parts):
    """The name of a person, as the sign-in page shows it."""
    from handlers.directory.reading import person

    def of(identity: str) -> str:
        with parts.database.read() as db:
            return person(db, "main", identity).name

    return of


def sign_in_as(page, name):
    page.goto(f"/sign-in?who={name}")
    page.get_by_role("button", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inbox")


def test_an_issued_audit(page, axe, audit, name):
    sign_in_as(page, name(audit.auditor))
    assert_accessible(page, axe, "audit-inbox")
    page.get_by_role("link", name="Give the case details").click()
    expect(page.get_by_text("You are the auditor of this case")).to_be_visible()
    assert_accessible(page, axe, "case-details")
    page.get_by_role("link", name=audit.reference).click()
    expect(page.locator("[data-drawn=true]")).to_be_visible()
    expect(page.get_by_role("link", name="Quality Assurance Framework")).to_be_visible()
    assert_accessible(page, axe, "audit")
    page.get_by_role("link", name="Stages of the programme as flowcharts").click()
    page.get_by_role("link", name="Moderation").click()
    expect(page.locator("[data-drawn=true]")).to_be_visible()
    assert_accessible(page, axe, "moderation")


def test_the_reflection(page, axe, audit, name):
    sign_in_as(page, name(audit.social_worker))
    page.get_by_role("link", name="Reflect on my practice").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reflect on my practice")
    assert_accessible(page, axe, "reflection")


def test_the_mailbox(page, axe, audit, name):
    sign_in_as(page, name(audit.reviewer))
    page.get_by_role("link", name="Mailbox").click()
    page.get_by_role("link", name="Show only mine").click()
    assert_accessible(page, axe, "mailbox-mine")
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_text("Why this person")).to_be_visible()
    assert_accessible(page, axe, "letter")


def test_on_a_telephone_nothing_spills_over(new_page, axe, audit, name):
    page = new_page(viewport={"width": 360, "height": 740})
    sign_in_as(page, name(audit.auditor))
    for address in ("/tasks", "/audits", f"/audits/{audit.reference}", "/mailbox", "/processes"):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, (address, width)
        assert_accessible(page, axe, "small" + address.replace("/", "-"))


def test_on_a_wide_screen_a_diagram_uses_it(new_page, axe, audit, name):
    page = new_page(viewport={"width": 1920, "height": 1080})
    sign_in_as(page, name(audit.auditor))
    for address in ("/processes/case_audit", f"/audits/{audit.reference}"):
        page.goto(address)
        drawn = page.locator("[data-drawn=true]")
        expect(drawn).to_be_visible()
        box = drawn.bounding_box()
        assert box["width"] > 1600
        assert box["height"] > 0.7 * 1080
        assert page.evaluate("document.documentElement.scrollWidth") <= 1920
        expect(page.locator(".bjs-powered-by")).to_be_visible()
        assert_accessible(page, axe, "wide" + address.replace("/", "-"))


def test_an_administrator_finds_the_audits_as_instances_only(page, axe):
    page.goto("/sign-in?who=Administrator")
    page.locator(".pl-people button").first.click()
    page.get_by_role("link", name="Operations").click()
    expect(page.get_by_role("heading", name="What runs")).to_be_visible()
    assert_accessible(page, axe, "real-instances")
    page.get_by_role("link", name="Audits").click()
    expect(page.get_by_text("There is no audit you take part in yet")).to_be_visible()


__all__ = ["enter"]

"""What people may do besides their inbox: go on without a reflection, come late, cancel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from engine.tables import UserTask
from handlers.directory.tables import PersonRole
from handlers.records.audits import Audit
from tests.journeys.people import People, Someone
from tests.journeys.serving import Council, council_at

GO_ON, AUDIT = "Go on without the reflection", "Audit the case (stage 1)"


@pytest.fixture
def council(month_begun: Path, tmp_path: Path) -> Iterator[Council]:
    """Replaces the council before its month: the month has just begun."""
    with council_at(month_begun, tmp_path / "council") as working:
        yield working


@pytest.fixture
def audit(council: Council) -> Audit:
    return council.audit(category="CP")


def case_details(manager: Someone) -> None:
    manager.begin("Give the case details")
    manager.pen(legal_status="none", age="9").write()
    manager.press("Continue")
    manager.submit()


def reflect(worker: Someone, **told: str) -> None:
    worker.begin("Reflect on my practice")
    worker.pen(contributes="yes", **told).write()
    worker.press("Continue")
    worker.submit()


def test_a10_the_auditor_goes_on_and_reads_the_late_reflection_beside_the_form(
    council: Council, people: People, audit: Audit
) -> None:
    manager = people.at_browser(audit.auditor)
    case_details(manager)
    the_manager_goes_on_without(council, manager, audit)
    worker = people.at_browser(audit.social_worker)
    reflect(worker, proud="We kept going.")
    it_stands_beside_the_form(manager, audit)
    page = manager.page
    page.get_by_role("link", name="S1 The record").click()
    expect(page.get_by_text("We kept going.")).to_be_hidden()
    page.get_by_text("What the social worker said").click()
    expect(page.get_by_text("We kept going.")).to_be_visible()
    manager.look("62-beside-a-section")


def the_manager_goes_on_without(council: Council, manager: Someone, audit: Audit) -> None:
    page = manager.page
    page.goto(f"/audits/{audit.reference}")
    manager.look("60-what-you-can-do")
    page.get_by_role("button", name=GO_ON).click()
    expect(manager.heading).to_have_text(GO_ON)
    expect(page.get_by_label("What is the reason?")).to_be_hidden()
    manager.press(GO_ON)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    manager.look("61-why-do-you-go-on")
    page.get_by_role("radio", name="Another reason").check()
    page.get_by_label("What is the reason?").fill("Nobody knows when she is back.")
    manager.press(GO_ON)
    expect(page.get_by_text(f"Done: {GO_ON}.")).to_be_visible()
    expect(page.get_by_role("button", name=GO_ON)).to_have_count(0)
    expect(page.get_by_text("Nobody knows when she is back.")).to_be_visible()
    council.rest()


def it_stands_beside_the_form(manager: Someone, audit: Audit) -> None:
    manager.begin(AUDIT)
    expect(manager.page.get_by_text("We kept going.")).to_be_visible()
    expect(manager.page.get_by_text("Late", exact=True)).to_be_visible()
    expect(manager.page.get_by_text(GO_ON)).to_have_count(0)
    manager.look("63-late-reflection")


def test_on_the_page_of_the_user_task_too_and_from_an_old_page_only_once(
    people: People, audit: Audit, axe: Any
) -> None:
    manager = people.at_browser(audit.auditor)
    manager.begin("Give the case details")
    manager.look("64-you-can-also")
    manager.page.get_by_role("link", name=GO_ON[:1].lower() + GO_ON[1:]).click()
    expect(manager.heading).to_have_text(GO_ON)
    address = manager.page.url
    second = manager.page.context.new_page()
    second.goto(address)
    second.get_by_role("radio", name="The social worker is away").check()
    manager.page.get_by_role("radio", name="The post is vacant").check()
    manager.press(GO_ON)
    second.get_by_role("button", name=GO_ON).click()
    expect(second.get_by_role("heading", level=1)).to_have_text("This has been done already")
    expect(second.get_by_text("was done by you")).to_be_visible()
    axe(second)
    second.close()


def test_without_scripts_management_information_cancels_an_audit(
    council: Council, people: People, audit: Audit
) -> None:
    officer = management_information(council)
    miu = people.at_browser(officer, java_script_enabled=False)
    miu.page.goto(f"/audits/{audit.reference}")
    expect(miu.page.get_by_role("button", name="Discount the auditor")).to_be_visible()
    miu.page.get_by_role("button", name="Cancel the audit").click()
    miu.page.get_by_role("radio", name="It was issued in error").check()
    miu.press("Cancel the audit")
    expect(miu.page.get_by_text("The audit was cancelled.")).to_be_visible()
    assert open_tasks(council, audit) == []


def management_information(council: Council) -> str:
    with council.parts.database.read() as db:
        return str(db.query(PersonRole.person_id).filter_by(role="miu").first()[0])


def open_tasks(council: Council, audit: Audit) -> list[Any]:
    with council.parts.database.read() as db:
        query = db.query(UserTask).filter_by(business_key=audit.reference, state="open")
        return list(query)

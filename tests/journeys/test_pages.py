"""Every page in a real browser: no error in the console, no violation found by axe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from web.account.passwords import set_password

PICTURES = os.environ.get("PLUMBLINE_PICTURES")


def assert_accessible(page, axe, name):
    """Judge the page with axe, and keep a picture of it when PLUMBLINE_PICTURES names a folder."""
    axe(page)
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def enter(page, name):
    page.goto("/sign-in")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inbox")


def test_sign_in(page, axe, parts, clock):
    with parts.database.write() as db:
        set_password(db, "main", "rita", "reader", "correct horse battery", clock.now())
    page.goto("/")
    assert_accessible(page, axe, "sign-in")
    page.get_by_label("Name or e-mail address").fill("rita")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(page, axe, "sign-in-wrong")


def test_the_inbox_full_and_empty(page, axe, lend, clock):
    lend()
    enter(page, "Rita Reader")
    assert_accessible(page, axe, "inbox")
    page.goto("/tasks?text=nothing+like+this")
    expect(page.get_by_text("Nothing fits these filters")).to_be_visible()
    assert_accessible(page, axe, "inbox-nothing-fits")
    page.get_by_role("button", name="Sign out").click()
    enter(page, "Sam Stranger")
    expect(page.get_by_text("You have nothing to do.")).to_be_visible()
    assert_accessible(page, axe, "inbox-empty")


def test_one_user_task_from_first_word_to_confirmation(page, axe, lend):
    lend()
    enter(page, "Rita Reader")
    page.get_by_role("link", name="Say which book").click()
    expect(page.get_by_text("The book stays on its shelf.")).to_be_visible()
    assert_accessible(page, axe, "sections")
    page.get_by_role("link", name="The book", exact=True).click()
    page.get_by_label("I have completed this section").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert_accessible(page, axe, "section-wrong")
    page.get_by_label("Title of the book").fill("Middlemarch")
    expect(page.get_by_label("Which kind?")).to_be_hidden()
    page.get_by_label("Something else").check()
    page.get_by_label("Which kind?").fill("A long one")
    page.get_by_label("A novel", exact=True).check()
    expect(page.get_by_label("Which kind?")).to_be_hidden()
    assert_accessible(page, axe, "section")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Why do you want to read it?").fill("Because of the provinces.")
    page.get_by_label("I have completed this section").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    assert_accessible(page, axe, "sections-done")
    page.get_by_role("link", name="Check your answers and submit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert_accessible(page, axe, "check")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", name="Submitted")).to_be_visible()
    assert_accessible(page, axe, "done")


def test_words_are_saved_while_they_are_typed(new_page, lend):
    lend()
    page = new_page()
    enter(page, "Rita Reader")
    page.get_by_role("link", name="Say which book").click()
    page.get_by_role("link", name="The book", exact=True).click()
    page.get_by_label("Title of the book").fill("Middlemarch")
    expect(page.get_by_text("Saved at")).to_be_visible()
    other = new_page()
    enter(other, "Rita Reader")
    other.goto(page.url)
    expect(other.get_by_label("Title of the book")).to_have_value("Middlemarch")


def test_without_scripts_everything_is_there(new_page, axe, lend):
    lend()
    page = new_page(java_script_enabled=False)
    page.goto("/sign-in")
    page.get_by_role("button", name="Rita Reader").click()
    page.get_by_role("link", name="Say which book").click()
    page.get_by_role("link", name="The book", exact=True).click()
    page.get_by_label("Title of the book").fill("Emma")
    page.get_by_label("A novel", exact=True).check()
    page.get_by_label("I have completed this section").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why you want it")


def test_processes_as_picture_and_as_steps(page, axe):
    enter(page, "Rita Reader")
    page.get_by_role("link", name="Processes").click()
    assert_accessible(page, axe, "processes")
    page.get_by_role("link", name="Lending a book").click()
    expect(page.locator("[data-drawn=true]")).to_be_visible()
    expect(page.locator(".pl-outline")).to_contain_text("Hand out the book")
    assert_accessible(page, axe, "process")


def test_operations(page, axe, lend):
    lend()
    enter(page, "Ada Admin")
    page.get_by_role("link", name="Operations").click()
    assert_accessible(page, axe, "operations")
    page.goto("/operations/incidents")
    assert_accessible(page, axe, "incidents")


@pytest.mark.parametrize(
    "address", ["/accessibility", "/audits", "/mailbox", "/nowhere", "/published", "/cover"]
)
def test_the_other_pages(page, axe, address):
    enter(page, "Rita Reader")
    page.goto(address)
    assert_accessible(page, axe, address.strip("/"))


def test_the_policy_by_clause_and_by_step(page, axe):
    enter(page, "Rita Reader")
    page.goto("/policy")
    assert_accessible(page, axe, "policy")
    page.get_by_role("link", name="The same by step").click()
    assert_accessible(page, axe, "policy by step")


def test_the_rules_for_processes(page, axe):
    enter(page, "Rita Reader")
    page.goto("/processes/rules?text=boundary")
    assert_accessible(page, axe, "rules")
    page.get_by_role("link", name="A boundary event sits on an activity beside it.").click()
    expect(page.get_by_role("region", name="What keeps it")).to_be_visible()
    assert_accessible(page, axe, "rule")

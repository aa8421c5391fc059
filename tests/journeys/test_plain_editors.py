"""An owner changes a table, a form, a letter and a setting; then the engine runs them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from engine import queries
from engine.bundle import Bundle
from engine.tables import Mail
from tests.journeys.conftest import Axe
from tests.web.people import employ
from tests.web.studio.conftest import employ_owners
from tests.web.studio.library import library
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

TABLE, PAGE, LETTER = "days.dmn", "forms/book/asked.form", "mail/lent/body.txt"


@pytest.fixture
def parts(config: Config, tmp_path: Path, sqlite_template: Path) -> Iterator[Parts]:
    """An installation with every handler and the real check, where the library is deployed."""
    shutil.copy(sqlite_template, tmp_path / "plumbline.db")
    made = build(config)
    with made.database.write() as session:
        employ(session)
        employ_owners(session)
    made.engine.deploy(Bundle(library()), by="boss")
    yield made
    made.close()


@pytest.fixture
def app(parts: Parts) -> Flask:
    return create_app(parts=parts)


@pytest.fixture
def change(parts: Parts) -> str:
    """The address of a change that Olive has begun."""
    return f"/studio/changes/{parts.changes.begin('library', 'Rare books', by='olive')}"


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name=name).click()


def saved(page: Page) -> None:
    expect(page.locator(".pl-keeping__line")).to_have_text(re.compile(r"^Saved at"))


def test_an_owner_changes_what_is_no_diagram_and_it_is_so(
    new_page: Callable[..., Any], parts: Parts, change: str, axe: Axe
) -> None:
    page = new_page()
    sign_in(page, "Olive Owner")
    a_row_is_switched_on(page, change)
    the_table_editor_keeps_everything(page, change, axe)
    a_question_is_added(page, change, axe)
    the_form_editor_knows_our_properties(page, change, axe)
    a_letter_is_reworded(page, change)
    a_setting_is_changed(page, change)

    bundle = parts.changes.bundle(_id(change))
    assert b'not("rare")' in bundle.files[TABLE]
    assert b'"number": "3"' in bundle.files[PAGE]
    assert b"layout" not in bundle.files[PAGE]
    assert [f for f in parts.changes.findings(_id(change)) if f.level == "error"] == []
    parts.engine.deploy(bundle, by="hugo")
    assert lent(parts, "rare", {"name": "A book", "care": "Well", "gloves": "yes"}) == 3
    assert lent(parts, "map", {"name": "A map"}) == 21


def a_row_is_switched_on(page: Page, change: str) -> None:
    page.goto(f"{change}/tables/{TABLE}")
    page.get_by_role("region", name="Rows of").focus()
    for key in ("Tab", "Space", "Tab", "Tab", "Control+A", "3"):
        page.keyboard.press(key)
    saved(page)
    expect(page.get_by_label("Row 1 is on")).to_be_checked()
    expect(page.get_by_label("Row 1, Days")).to_have_value("3")
    page.get_by_label("Kind", exact=True).fill("rare")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("Answer: 3")).to_be_visible()
    expect(page.get_by_text("Row 1: Rare books are lent for a week.")).to_be_visible()


def the_table_editor_keeps_everything(page: Page, change: str, axe: Axe) -> None:
    page.goto(f"{change}/drawn/{TABLE}")
    expect(page.get_by_text('The comment at "rare" would be lost.')).to_be_visible()
    expect(page.locator("[data-table-editor]")).to_have_attribute("data-ready", "read")
    page.goto(f"{change}/text/{TABLE}")
    text = page.get_by_label("Text of the file")
    text.fill(text.input_value().replace("<!-- the archive asked for it -->", ""))
    saved(page)
    page.goto(f"{change}/drawn/{TABLE}")
    expect(page.locator("[data-table-editor]")).to_have_attribute("data-ready", "edit")
    expect(page.locator(".bjs-powered-by").first).to_be_visible()
    axe(page)
    page.locator("[data-element-id=others_kind]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type('not("rare")')
    page.keyboard.press("Enter")
    saved(page)


def the_form_editor_knows_our_properties(page: Page, change: str, axe: Axe) -> None:
    page.goto(f"{change}/forms-drawn/{PAGE}")
    expect(page.locator("[data-form-editor]")).to_have_attribute("data-ready", "edit")
    expect(page.locator(".fjs-powered-by").first).to_be_visible()
    axe(page)
    page.locator("[data-id=c_gloves]").click()
    page.get_by_text("How it is shown").click()
    number = page.get_by_label("Number", exact=True)
    number.fill("3")
    number.press("Tab")
    saved(page)


def a_question_is_added(page: Page, change: str, axe: Axe) -> None:
    page.goto(f"{change}/forms/{PAGE}")
    page.get_by_label("Words", exact=True).last.fill("Gloves")
    page.get_by_label("Kind of answer").select_option("One of several answers")
    page.get_by_role("button", name="Add the question").click()
    question = page.locator("#q-c_gloves")
    question.get_by_text("Who is asked").click()
    question.get_by_label("Only when this fact").fill("kind")
    question.get_by_label("is", exact=True).fill("rare")
    saved(page)
    axe(page)
    page.get_by_role("combobox", name="Kind", exact=True).fill("rare")
    page.get_by_role("button", name="Show it so").click()
    axe(page)
    seen = page.get_by_label("The page as staff will see it")
    expect(seen.get_by_role("group", name="Gloves (optional)")).to_be_visible()
    expect(seen.get_by_label("How will you look after it?")).to_be_visible()


def a_letter_is_reworded(page: Page, change: str) -> None:
    page.goto(f"{change}/sections/forms/book/form.toml")
    page.goto(f"{change}/letters/{LETTER}")
    page.get_by_label("Text", exact=True).fill("Dear {{ recipient.nam }}")
    findings = page.locator(".pl-findings")
    expect(findings.get_by_text("There is no “nam”. Write name.")).to_be_visible()
    words = "Dear {{ recipient.name }}\n\nBring it back in {{ about.days }} days."
    page.get_by_label("Text", exact=True).fill(words)
    expect(page.get_by_label("Letter lent")).to_contain_text("Bring it back in [days] days.")
    saved(page)
    steady_typing_is_saved_too(page, words)


def steady_typing_is_saved_too(page: Page, words: str) -> None:
    """Nobody has to pause for it: what a browser takes along that dies is little."""
    page.clock.install()
    page.reload()
    text = page.get_by_label("Text", exact=True)
    text.fill(f"{words} ")
    for letter in range(5):
        page.clock.run_for(900)
        text.fill(f"{words} {letter}")
    expect(page.locator(".pl-keeping__line")).not_to_have_text("Not saved yet")
    text.fill(words)
    page.clock.run_for(5_000)
    saved(page)
    page.clock.resume()


def a_setting_is_changed(page: Page, change: str) -> None:
    page.goto(f"{change}/settings")
    days = page.get_by_label("Days", exact=True)
    days.fill("many")
    expect(page.get_by_text("Days must be a number, like 15")).to_be_visible()
    days.fill("21")
    saved(page)
    expect(page.get_by_text("Days must be a number, like 15")).to_have_count(0)
    page.route("**/settings", lambda route: route.fulfill(status=403))
    days.fill("22")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.unroute("**/settings")
    page.reload()
    expect(days).to_have_value("21")
    page.get_by_role("button", name="Put it back").click()
    saved(page)
    days.fill("23")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert", name="Important")).to_contain_text("Saved")
    expect(days).to_have_value("23")
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(days).to_have_value("22")
    page.get_by_role("button", name="Do again").click()
    expect(days).to_have_value("23")
    page.goto(f"{change}/text/bundle.toml")
    page.get_by_label("Text of the file").fill(
        page.get_by_label("Text of the file").input_value().replace("days = 23", "days = 21")
    )
    saved(page)


def lent(parts: Parts, kind: str, answers: dict[str, object]) -> object:
    """For how many days the letter says a book of this kind is lent, once it was asked for."""
    variables = {"kind": kind, "reader": "reader"}
    instance = parts.engine.start("lend", business_key=kind, variables=variables, by="reader")
    with parts.database.read() as db:
        [task] = queries.user_tasks(db, "main", instance)
    parts.engine.complete(task.id, {"asked": answers}, by="reader", seen=task.version)
    with parts.database.read() as db:
        [mail] = db.scalars(select(Mail).where(Mail.instance_id == instance)).all()
    return int(re.findall(r"Bring it back in (\d+) days\.", mail.body)[0])


def _id(change: str) -> UUID:
    return UUID(change.rpartition("/")[2])

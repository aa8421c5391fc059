"""The ways in: a work account at a real provider, and the first administrator by a printed code."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import delete

from handlers.directory.tables import PersonRole
from tests.web.single_sign_on.conftest import house
from web.account import first_code

ELSEWHERE = re.compile(r"^https://")
__all__ = ["house"]


@pytest.fixture
def server(house) -> str:
    return house.address


@pytest.fixture
def page(new_page):
    """The provider's own pages ask another site for their letters: the tests leave the machine for
    nothing."""
    opened = new_page()
    opened.route(ELSEWHERE, lambda route: route.fulfill(body=""))
    return opened


def test_somebody_comes_by_keyboard_with_their_work_account_and_goes_again(page, axe):
    page.goto("/cover")
    axe(page)
    page.get_by_role("button", name="Sign in with a council account").focus()
    page.keyboard.press("Enter")
    page.get_by_placeholder("Enter any login").fill("s-boss")
    page.get_by_placeholder("and password").fill("x")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Continue").press("Enter")
    page.wait_for_url("**/cover")
    page.goto("/operations/access/people/boss")
    page.get_by_role("link", name="Unlink it").click()
    axe(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    page.wait_for_url("**/sign-in?state=*")


def test_somebody_whom_nobody_knows_is_told_what_to_do(page, axe):
    page.goto("/sign-in/work-account")
    page.get_by_placeholder("Enter any login").fill("s-nobody")
    page.get_by_placeholder("and password").fill("x")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Nobody in the directory has your account").wait_for()
    axe(page)


def test_the_printed_code_makes_the_first_administrator(page, house, axe):
    with house.parts.database.write() as db:
        db.execute(delete(PersonRole).where(PersonRole.role == "admin"))
        code = first_code.make(db, "main", house.parts.clock.now())
    page.goto("/first-administrator")
    axe(page)
    words = {"Code": code, "Your staff number": "700", "Your name": "Ada Lovelock"}
    for label, word in words.items():
        page.get_by_label(label, exact=True).fill(word)
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_role("button", name="Become the administrator").click()
    page.get_by_role("alert").get_by_text("12 characters or more").first.wait_for()
    axe(page)
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_label("The password once more").fill("correct horse battery")
    page.get_by_role("button", name="Become the administrator").click()
    page.wait_for_url("**/operations/access")

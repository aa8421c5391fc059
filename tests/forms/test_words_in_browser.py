"""Words typed into the form: saved meanwhile, kept when they cannot be, and offered back."""

from __future__ import annotations

import pytest

import forms
from tests.forms.browsing import Open, kept


def test_words_are_saved_while_they_are_typed(opened: Open, reflection: forms.Bound) -> None:
    page, server = opened(reflection)
    page.locator("#contributes").check()
    page.locator("#proud").fill("I kept visiting.")
    page.get_by_text("Saved at 10:14").wait_for()
    assert "I kept visiting." in server.drafts[-1]
    assert "token" in server.drafts[-1]
    assert kept(page) == []


@pytest.mark.parametrize(
    ("status", "sentence"), [(401, "signed out"), (409, "in the meantime"), (500, "tried again")]
)
def test_words_the_server_did_not_take_stay_and_are_offered_back(
    opened: Open, reflection: forms.Bound, status: int, sentence: str
) -> None:
    page, server = opened(reflection)
    server.status = status
    page.locator("#contributes").check()
    page.locator("#proud").fill("I kept visiting.")
    page.get_by_text(sentence).wait_for()
    assert kept(page) == ["plumbline:words:maya:1"]
    server.status = 200
    page.reload()
    page.get_by_role("button", name="Put my words back").click()
    page.wait_for_function("Object.keys(localStorage).length === 0")
    assert "I kept visiting." in server.drafts[-1]


def test_words_can_be_let_go(opened: Open, reflection: forms.Bound) -> None:
    page, server = opened(reflection)
    server.status = 401
    page.locator("#contributes").check()
    page.get_by_text("signed out").wait_for()
    page.reload()
    page.get_by_role("button", name="Remove them").click()
    assert kept(page) == []
    assert page.get_by_text("was not saved").count() == 0


def test_signing_out_forgets_what_is_kept(opened: Open, reflection: forms.Bound) -> None:
    page, server = opened(reflection)
    server.status = 401
    page.locator("#contributes").check()
    page.get_by_text("signed out").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    assert kept(page) == []


def test_sending_the_page_at_once_saves_the_draft_first(
    opened: Open, reflection: forms.Bound
) -> None:
    page, server = opened(reflection)
    page.locator("#contributes-2").check()
    page.locator("#decline_reason").fill("New to the case.")
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").last.click()
    assert len(server.drafts) == 1
    assert "_action=continue" in server.posts[0]
    assert "decline_reason=New+to+the+case." in server.posts[0]
    assert kept(page) == []

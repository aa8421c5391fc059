"""Nothing a person typed is lost: the machine dies, the sign-in runs out, somebody is faster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine import queries
from tests.journeys.people import People, Someone
from tests.journeys.serving import Council, council_at

REFLECT, WHY = "Reflect on my practice", "What was difficult?"
YES = "Yes, I will reflect on my practice"


@pytest.fixture
def council(month_begun: Path, tmp_path: Path) -> Iterator[Council]:
    """Replaces the council before its month: the month has just begun."""
    with council_at(month_begun, tmp_path / "council") as working:
        yield working


@pytest.fixture
def worker(council: Council, people: People) -> Someone:
    """A social worker who has begun to reflect."""
    someone = people.at_browser(str(council.audit(category="CP").social_worker))
    someone.begin(REFLECT)
    return someone


def type_words(someone: Someone, words: str) -> None:
    """Answer yes, and write one answer key by key."""
    someone.page.get_by_label(YES).check()
    someone.page.get_by_label(WHY).press_sequentially(words)


def test_words_typed_on_a_machine_that_dies_are_on_the_next(
    people: People, worker: Someone
) -> None:
    type_words(worker, "The distance")
    expect(worker.page.get_by_text("Saved at")).to_be_visible()
    worker.page.context.close()
    again = people.at_browser(worker.identity)
    again.begin(REFLECT)
    expect(again.page.get_by_label(WHY)).to_have_value("The distance")
    expect(again.page.get_by_text("Last saved 1 December 2026")).to_be_visible()


def test_words_typed_without_a_connection_are_offered_back(worker: Someone) -> None:
    context = worker.page.context
    context.set_offline(True)
    type_words(worker, "The distance")
    expect(worker.page.get_by_text("There is no connection.")).to_be_visible()
    worker.page.close()
    context.set_offline(False)
    worker.page = context.new_page()
    worker.begin(REFLECT)
    expect(worker.page.get_by_label(WHY)).to_be_hidden()
    worker.look("words-offered-back")
    worker.press("Put my words back")
    expect(worker.page.get_by_label(WHY)).to_have_value("The distance")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_sign_in_runs_out_in_the_middle_of_a_page(
    council: Council, people: People, worker: Someone, scripts: bool
) -> None:
    someone = people.at_browser(worker.identity, java_script_enabled=scripts)
    someone.begin(REFLECT)
    council.clock.move_to(council.clock.now() + timedelta(minutes=40))
    someone.page.get_by_label(YES).check()
    someone.page.get_by_label(WHY).fill("The distance")
    someone.press("Continue")
    expect(someone.heading).to_have_text("Sign in")
    expect(someone.page.get_by_text("your words were kept")).to_be_visible()
    someone.sign_in_here()
    expect(someone.heading).to_have_text(REFLECT)
    expect(someone.page.get_by_label(WHY)).to_have_value("The distance")
    expect(someone.page.get_by_text("were signed out are here")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_second_tab_is_told_what_happened_in_the_first(
    council: Council, people: People, worker: Someone, scripts: bool
) -> None:
    second = people.at_browser(worker.identity, java_script_enabled=scripts)
    second.begin(REFLECT)
    worker.pen(contributes="yes").write()
    worker.press("Continue")
    worker.submit()
    second.page.get_by_label(YES).check()
    second.page.get_by_label(WHY).fill("Only in the second tab")
    answer = press_and_see(second.page, "Continue")
    assert answer.status == 409
    expect(second.heading).to_have_text(re.compile("^You submitted this at .+ in another window$"))
    expect(second.page.get_by_text("What you wrote here was not sent.")).to_be_visible()
    expect(second.page.get_by_text("Only in the second tab")).to_be_visible()
    if scripts:
        second.look("second-tab")


def test_two_of_a_role_and_the_slower_keeps_her_words(
    new_page: Callable[..., Any], lend: Callable[[], Any], parts: Any
) -> None:
    with parts.database.read() as db:
        [request] = queries.user_tasks(db, parts.tenant, lend())
    answers = {
        "book": {"title": "Emma", "kind": "novel"},
        "reason": {"because": "Because of Bath."},
    }
    parts.engine.complete(request.id, answers, by="reader", seen=request.version)
    maya, noah = new_page(), new_page()
    for page, name in ((maya, "Maya Librarian"), (noah, "Noah Librarian")):
        page.goto("/sign-in")
        page.get_by_role("button", name=name).click()
        page.get_by_role("link", name="Hand out the book").click()
    press_and_see(maya, "Take it")
    tab = maya.context.new_page()
    tab.goto(maya.url)
    press_and_see(tab, "Put it back")
    press_and_see(noah, "Take it")
    for page, words in ((noah, "Noah’s shelf"), (maya, "Maya’s shelf")):
        page.locator("form.pl-form").get_by_role("textbox").first.fill(words)
    press_and_see(noah, "Continue")
    press_and_see(noah, "Submit")
    answer = press_and_see(maya, "Continue")
    assert answer.status in (403, 409)
    expect(maya.get_by_text("Noah Librarian")).to_be_visible()
    expect(maya.get_by_text("Maya’s shelf")).to_be_visible()


def test_without_scripts_a_form_is_filled_put_right_and_sent(
    people: People, worker: Someone
) -> None:
    someone = people.at_browser(worker.identity, java_script_enabled=False)
    page = someone.page
    someone.begin(REFLECT)
    page.get_by_label(YES).check()
    page.get_by_label(WHY).fill("The distance")
    someone.press("Save and come back later")
    someone.begin(REFLECT)
    expect(page.get_by_label(WHY)).to_have_value("The distance")
    someone.press("Continue")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter what you are proud of")
    assert page.title().startswith("Error: ")
    for question in ("What are you proud of", "What would the child say", "do differently"):
        page.get_by_label(question).fill("Seen on the record.")
    someone.press("Continue")
    someone.submit()


def press_and_see(page: Page, button: str) -> Any:
    """Press a button; the answer to the page that follows."""
    with page.expect_navigation() as following:
        page.get_by_role("button", name=button, exact=True).click()
    return following.value

"""The form in a real browser: questions that open, words saved while typing, words offered back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

import forms
from tests.forms.support import AUDITOR, REVIEWER, decide, environment

SCRIPT = Path(forms.__file__).parents[1] / "web" / "static" / "vendor" / "pages" / "user-task.js"
ADDRESS = "http://form.test"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
PAGE = """<!doctype html><html lang="en"><title>Form</title><main>
{% from "form/components.html" import render_items %}
<form method="post" novalidate data-draft-url="/draft" data-draft-key="maya:1">
<input type="hidden" name="csrf_token" value="token">{{ render_items(bound) }}
<button type="submit" name="_action" value="continue">Continue</button>
<p data-draft-status role="status"></p></form>
<form method="post" action="/sign-out"><button>Sign out</button></form></main>
<script type="module" src="/user-task.js"></script></html>"""


@dataclass
class Server:
    """Stands in for the application: what it was sent, and how it answers a draft."""

    page: str
    status: int = 200
    hints: dict[str, str] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)

    def answer(self, route: Any) -> None:
        request = route.request
        path = request.url.removeprefix(ADDRESS)
        if path == "/draft":
            self.drafts.append(request.post_data or "")
            body = json.dumps({"saved_at": "2026-12-01T10:14:00", "hints": self.hints})
            return route.fulfill(status=self.status, body=body, content_type="application/json")
        if path == "/user-task.js":
            return route.fulfill(path=str(SCRIPT), content_type="text/javascript")
        if request.method == "POST":
            self.posts.append(request.post_data or "")
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
        return route.fulfill(status=200, body=self.page, headers=headers)


Open = Callable[[forms.Bound], tuple[Any, Server]]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a bound section in a new browser window without any memory."""
    context = browser.new_context()
    template: jinja2.Template = environment().from_string(PAGE)

    def open_(bound: forms.Bound) -> tuple[Any, Server]:
        server = Server(Markup(template.render(bound=bound)))
        page = context.new_page()
        page.route("**/*", server.answer)
        page.goto(f"{ADDRESS}/tasks/1")
        return page, server

    yield open_
    context.close()


@pytest.fixture
def reflection(bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate) -> forms.Bound:
    return forms.bind(
        bundle_forms["reflection"].sections[0], context={}, evaluate=evaluate, decide=decide
    )


def kept(page: Any) -> list[str]:
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return names


def test_questions_open_as_they_are_needed(opened: Open, reflection: forms.Bound) -> None:
    page, _ = opened(reflection)
    assert page.locator("#proud").is_hidden()
    page.locator("#contributes").check()
    assert page.locator("#proud").is_visible()
    assert page.locator("#decline_reason").is_hidden()
    page.locator("#contributes-2").check()
    assert page.locator("#proud").is_hidden()
    assert page.locator("#decline_reason").is_visible()


def test_a_different_answer_opens_the_explanation(
    opened: Open, audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    bound = forms.bind(
        audit.section("s1"),
        context=REVIEWER,
        reviewed={"s1_1": "yes"},
        evaluate=evaluate,
        decide=decide,
    )
    page, _ = opened(bound)
    assert page.locator("#s1_1_why").is_hidden()
    page.locator("#s1_1-3").check()
    assert page.locator("#s1_1_why").is_visible()
    page.locator("#s1_1").check()
    assert page.locator("#s1_1_why").is_hidden()


def test_words_are_saved_while_they_are_typed(opened: Open, reflection: forms.Bound) -> None:
    page, server = opened(reflection)
    page.locator("#contributes").check()
    page.locator("#proud").fill("I kept visiting.")
    page.get_by_text("Saved at 10:14").wait_for()
    assert "I kept visiting." in server.drafts[-1]
    assert "token" in server.drafts[-1]
    assert kept(page) == []


def test_a_hint_comes_and_goes_with_the_grades(
    opened: Open, audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    def overview(grade: str) -> forms.Bound:
        return forms.bind(
            audit.section("overview"),
            context=AUDITOR,
            saved={"overall_grade": grade},
            sections={"s1": {"grade": "good"}},
            evaluate=evaluate,
            decide=decide,
        )

    template = environment().get_template("form/hint.html")
    page, server = opened(overview("good"))
    box = page.locator("[data-live=overall_warnings]")
    assert box.inner_text().strip() == ""
    for grade, anchor, words in (
        ("inadequate", "#overall_grade-4", "Say why. This is a hint, not a rule"),
        ("good", "#overall_grade-2", ""),
    ):
        [hint] = overview(grade).hints
        server.hints = {"overall_warnings": template.render(item=hint)}
        page.locator(anchor).check()
        page.wait_for_function(
            "words => { const said = document.querySelector('[data-live]').innerText.trim();"
            " return words ? said.includes(words) : said === ''; }",
            arg=words,
        )
    assert box.get_attribute("role") == "status"


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


def test_without_javascript_every_question_can_be_answered(
    browser: Any, reflection: forms.Bound
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", Server(environment().from_string(PAGE).render(bound=reflection)).answer)
    page.goto(f"{ADDRESS}/tasks/1")
    for name in ("proud", "decline_reason"):
        assert page.locator(f"#{name}").is_visible()
    context.close()


def test_the_enter_key_does_not_remove_a_row(
    opened: Open, audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    bound = forms.bind(audit.section("overview"), context=AUDITOR, evaluate=evaluate, decide=decide)
    page, server = opened(bound)
    page.locator("[name='actions[0].due-day']").fill("1")
    with page.expect_navigation():
        page.locator("[name='actions[0].due-day']").press("Enter")
    assert "_action" not in server.posts[0]


@pytest.mark.parametrize(
    ("key", "context", "reviewed"),
    [("s1", REVIEWER, {"s1_1": "yes", "s1_2": "no"}), ("s9", AUDITOR, None)]
    + [("overview", context, None) for context in (AUDITOR, REVIEWER)],
)
def test_axe_finds_nothing_wrong_with_a_page_and_its_errors(
    opened: Open,
    audit: forms.Form,
    evaluate: forms.Evaluate,
    key: str,
    context: dict[str, str],
    reviewed: dict[str, object] | None,
) -> None:
    bound = forms.bind(
        audit.section(key),
        context=context,
        saved={"s1_1": "no", "overall_grade": "good"},
        reviewed=reviewed,
        sections={"s3": {"grade": "inadequate"}},
        evaluate=evaluate,
        decide=decide,
        validate=True,
    )
    page, _ = opened(bound)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")
    page.evaluate((SCRIPT.parents[1] / "test" / "axe.min.js").read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    said = [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]
    assert [s for s in said if s[0] != "page-has-heading-one"] == []

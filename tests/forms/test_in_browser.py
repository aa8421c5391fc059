"""The form in a real browser: questions that open, hints that come, and nothing axe minds."""

from __future__ import annotations

from typing import Any

import pytest

import forms
from tests.forms.browsing import ADDRESS, PAGE, SCRIPTS, Open, Server
from tests.forms.support import AUDITOR, REVIEWER, decide, environment


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
    page.evaluate((SCRIPTS.parent / "test" / "axe.min.js").read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    said = [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]
    assert [s for s in said if s[0] != "page-has-heading-one"] == []

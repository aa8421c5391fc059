"""Signing in as an attacker would try: other addresses, other cookies, no token, no end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from engine.bundle import Bundle
from tests.faults.conftest import Build, installed
from tests.faults.house import Browser, House

ELSEWHERE = (
    "//evil.org", "///evil.org", "https://evil.org", "/\\evil.org", "/\t/evil.org", "/.//evil.org",
    "javascript:alert(1)", "/tasks\r\nX-Found: 1", "/tasks?\n", "/\x00", "tasks", "",
)  # fmt: skip
HTTPS = {"ADDRESS": "https://audits.example.org"}


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, bundle: Bundle
) -> Iterator[House]:
    """One for all of these: they change nothing but who is signed in."""
    made = installed(tmp_path_factory.mktemp("house"), sqlite_template, bundle, {})
    yield made
    made.parts.close()


def cookie(answer: TestResponse) -> str:
    [found] = [c for c in answer.headers.getlist("Set-Cookie") if "plumbline=" in c]
    return found


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_leads_nowhere_else(house: House, wanted: str) -> None:
    browser = Browser(house.app.test_client())
    answer = browser.post("/sign-in/as", {"person": "auditor", "wanted": wanted})
    assert (answer.status_code, answer.location) == (303, "/tasks")
    assert "X-Found" not in answer.headers


def test_signing_in_leads_to_the_page_that_was_asked_for(house: House) -> None:
    browser = Browser(house.app.test_client())
    wanted = f"/tasks/{house.waiting('reflect').id}?from=letter"
    answer = browser.post("/sign-in/as", {"person": "social_worker", "wanted": wanted})
    assert answer.location == wanted


def test_a_cookie_from_before_signing_in_is_worth_nothing_after(house: House) -> None:
    """Fixation: the attacker's cookie is in the browser of somebody who then signs in."""
    browser = house.browser("reviewer")
    before = browser.client.get_cookie("plumbline")
    assert before is not None
    browser.post("/sign-in/as", {"person": "auditor"})
    after = browser.client.get_cookie("plumbline")
    assert after is not None
    assert after.value != before.value
    thief = house.app.test_client()
    thief.set_cookie("plumbline", before.value)
    assert thief.get("/tasks").status_code == 303, "the earlier sign-in has ended"


def test_a_copied_cookie_ends_when_its_owner_signs_out(house: House) -> None:
    browser = house.browser("auditor")
    copied = browser.client.get_cookie("plumbline")
    assert copied is not None
    thief = house.app.test_client()
    thief.set_cookie("plumbline", copied.value)
    assert thief.get("/tasks").status_code == 200
    browser.post("/sign-out", {})
    assert thief.get("/tasks").status_code == 303


def test_a_cookie_somebody_made_is_no_cookie(house: House) -> None:
    for made in ("x", "eyJ0b2tlbiI6IjEifQ.aaaa.bbbb", "." * 4000):
        client = house.app.test_client()
        client.set_cookie("plumbline", made)
        assert client.get("/tasks").status_code == 303


def test_cookies_are_kept_from_scripts_and_from_other_sites(house: House) -> None:
    said = cookie(house.app.test_client().get("/sign-in"))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(said.split("; "))
    assert "Secure" not in said, "a demonstration without HTTPS"


def test_behind_https_the_cookie_and_the_browser_insist_on_it(build: Build) -> None:
    answer = build(**HTTPS).app.test_client().get("/sign-in")
    said = cookie(answer)
    assert said.startswith("__Host-plumbline=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(said.split("; "))
    assert "Domain" not in said
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def posts(app: Flask) -> list[str]:
    nobody = "00000000-0000-0000-0000-000000000000"
    known = {"key": "s1", "number": 1, "which": 1, "version": 1}
    # Programs bring a token of their own, and the provider of single sign-on a signed one.
    others = {"api", "single_sign_on"}
    with app.test_request_context():
        build = app.url_map.bind("localhost").build
        rules = [
            rule
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and rule.endpoint.split(".")[0] not in others
        ]
        return [build(r.endpoint, {a: known.get(a, nobody) for a in r.arguments}, method="POST")
                for r in rules]  # fmt: skip


def test_no_post_is_taken_without_the_pages_token(house: House) -> None:
    browser, addresses = house.browser("auditor"), posts(house.app)
    assert len(addresses) >= 10
    for address in addresses:
        for data in ({}, {"csrf_token": "guessed"}):
            answer = browser.client.post(address, data=data)
            assert answer.status_code == 400, address
            assert "Go back, reload the page and try again." in answer.text
    assert browser.get("/tasks").status_code == 200, "nor is anybody signed out by it"


def test_every_answer_says_what_a_browser_may_load(house: House) -> None:
    browser = house.browser("auditor")
    answers = [
        browser.get(address)
        for address in ("/", "/tasks", "/sign-in", "/static/plumbline.css", "/static/nothing",
                        "/nowhere", "/operations/instances", "/healthz", "/tasks?page=0")
    ]  # fmt: skip
    answers += [browser.client.post("/sign-out"), browser.client.put("/tasks")]
    assert {a.status_code for a in answers} == {200, 302, 400, 403, 404, 405}
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_nobody_writes_lines_into_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    browser = house.browser("auditor")
    browser.get("/processes/x%0aERROR%20made%20up%00")
    assert "made up" in caplog.text
    lines = [record.getMessage() for record in caplog.records]
    assert not [line for line in lines if not line.isprintable()]


def test_outside_a_demo_nobody_signs_in_without_a_password(build: Build) -> None:
    house = build(DEMO="no", SMTP_HOST="localhost", ALLOWED_DOMAINS="example.org")
    browser = Browser(house.app.test_client())
    assert browser.post("/sign-in/as", {"person": "auditor"}).status_code == 404
    answer = browser.post("/sign-in", {"name": "auditor", "password": "auditor"})
    assert answer.status_code == 422
    assert "The name or the password is not right" in answer.text
    assert browser.get("/mailbox").status_code == 303

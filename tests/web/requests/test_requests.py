"""What people may ask for or report: found, sent once, and never a word lost."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from engine import tables
from tests.wishes import DIAGRAM, SHELF, wishes


@pytest.fixture
def shop(parts):
    """Team managers and peer reviewers may wish for a book, librarians buy it."""
    deploy(parts)
    return parts


@pytest.fixture
def picking(parts):
    """The shelf is now a person, who is found by name."""
    deploy(parts, shelf={**SHELF, "properties": {"picks": "staff"}})
    return parts


def deploy(parts, diagram: str = DIAGRAM, **changed) -> None:
    shown = diagram.replace('value="managers"', 'value="librarian"')
    shown = shown.replace("staff, managers", "team_manager, peer_reviewer")
    parts.engine.deploy(wishes(shown, **changed), by="boss")


def hidden(page) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(
        re.findall(
            r'<input type="hidden" name="(deployment|submission)" value="([^"]+)"', page.text
        )
    )


def rows(parts, table) -> list:
    with parts.database.read() as db:
        return list(db.query(table))


def wishes_made(parts) -> list:
    return [row for row in rows(parts, tables.Submission) if row.element_id == "wished"]


def test_who_is_offered_something_finds_it_in_the_navigation_and_the_list(shop, sign_in):
    page = sign_in("reader").get("/requests")
    assert 'href="/requests"' in sign_in("reader").get("/tasks").text
    assert "Wish for a book" in page.text
    assert "The managers are asked to buy it." in page.text


def test_who_is_offered_nothing_has_no_link_and_no_form(shop, sign_in):
    client = sign_in("stranger")
    assert 'href="/requests"' not in client.get("/tasks").text
    assert "There is nothing here for your roles" in client.get("/requests").text
    assert client.get("/requests/wishing").status_code == 404


def test_a_link_may_fill_in_what_the_form_names(shop, sign_in):
    page = sign_in("reader").get("/requests/wishing?shelf=A-7&words=Secret")
    assert 'value="A-7"' in page.text
    assert "Secret" not in page.text


def test_sending_starts_the_process_and_says_what_happens_next(shop, sign_in):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    answer = client.post("/requests/wishing", data={"shelf": "9", **seen})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "W-9" in page
    assert "Buy the book: with librarian" in page
    assert "Under way" in client.get("/requests").text
    assert sign_in("checker").get(answer.location).status_code == 404


def test_a_double_click_starts_one_process(shop, sign_in):
    client = sign_in("reader")
    words = {"shelf": "9", **hidden(client.get("/requests/wishing"))}
    sent = [client.post("/requests/wishing", data=words) for _ in range(2)]
    assert sent[0].location == sent[1].location
    assert len(wishes_made(shop)) == 1


def test_what_is_missing_is_said_and_what_was_typed_comes_back(shop, sign_in):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    words = {"shelf": "", "words": "About the sea", **seen}
    page = client.post("/requests/wishing", data=words)
    assert page.status_code == 422
    assert "Enter a shelf" in page.text
    assert "About the sea" in page.text
    assert hidden(page) == seen
    assert wishes_made(shop) == []


def test_a_page_of_an_older_version_is_shown_anew_with_the_words(shop, sign_in):
    client = sign_in("reader")
    old = hidden(client.get("/requests/wishing"))
    deploy(shop, DIAGRAM.replace("Wish for", "Beg for"))
    page = client.post("/requests/wishing", data={"shelf": "9", "words": "The sea", **old})
    assert page.status_code == 409
    assert "has changed since you opened the page" in page.text
    assert "Beg for a book" in page.text
    assert "The sea" in page.text
    assert client.post("/requests/wishing", data={"shelf": "9", **hidden(page)}).status_code == 303


def test_other_words_from_the_same_page_are_asked_about(shop, sign_in):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    client.post("/requests/wishing", data={"shelf": "9", **seen})
    page = client.post("/requests/wishing", data={"shelf": "10", **seen})
    assert page.status_code == 409
    assert "Send it again only if it is another one" in page.text
    assert client.post("/requests/wishing", data={"shelf": "10", **hidden(page)}).status_code == 303
    assert len(wishes_made(shop)) == 2


@pytest.mark.parametrize("lost", ["deployment", "submission"])
def test_a_page_that_was_tampered_with_sends_nothing(shop, sign_in, lost):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing")) | {lost: "nonsense"}
    assert client.post("/requests/wishing", data={"shelf": "9", **seen}).status_code == 409
    assert wishes_made(shop) == []


def test_who_comes_too_late_gets_their_words_back(shop, sign_in):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    other = DIAGRAM.replace("staff, managers", "librarian").replace("managers", "librarian")
    shop.engine.deploy(wishes(other), by="boss")
    page = client.post("/requests/wishing", data={"shelf": "9", "words": "The sea", **seen})
    assert page.status_code == 404
    assert "Nothing was sent" in page.text
    assert "The sea" in page.text
    assert seen["submission"] not in page.text


def test_what_the_process_cannot_start_with_is_said_with_the_words(shop, sign_in):
    deploy(shop, DIAGRAM.replace("&quot;W-&quot; + answers.shelf", "true"))
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    page = client.post("/requests/wishing", data={"shelf": "9", "words": "The sea", **seen})
    assert page.status_code == 503
    assert "nothing was sent" in page.text
    assert "The sea" in page.text


def test_what_nobody_sent_is_not_found(shop, sign_in):
    assert sign_in("reader").get(f"/requests/sent/{uuid4()}").status_code == 404


def test_words_are_kept_while_they_are_typed_and_gone_when_sent(shop, sign_in):
    client = sign_in("reader")
    page = client.get("/requests/wishing")
    assert 'data-draft-url="/requests/wishing/draft"' in page.text
    kept = client.post("/requests/wishing/draft", data={"shelf": "7", "words": "About the sea"})
    assert "saved_at" in kept.json
    again = sign_in("reader").get("/requests/wishing").text
    assert "About the sea" in again
    assert "Not sent yet. Last saved" in again
    assert "About the sea" not in sign_in("checker").get("/requests/wishing").text
    seen = hidden(page)
    assert client.post("/requests/wishing", data={"shelf": "7", **seen}).status_code == 303
    assert "About the sea" not in client.get("/requests/wishing").text


def test_a_link_goes_before_what_was_kept(shop, sign_in):
    client = sign_in("reader")
    client.post("/requests/wishing/draft", data={"shelf": "7"})
    assert 'value="A-7"' in client.get("/requests/wishing?shelf=A-7").text


def test_who_it_is_is_found_by_name_without_javascript(picking, sign_in):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    typed = {"shelf": "librarian", "words": "About the sea", **seen}
    found = client.post("/requests/wishing", data={**typed, "_action": "find:shelf"})
    assert found.status_code == 200
    assert 'value="pick:shelf:maya">Maya Librarian (librarian)</button>' in found.text
    assert "Noah Librarian" in found.text
    assert "About the sea" in found.text
    chosen = client.post("/requests/wishing", data={**typed, "_action": "pick:shelf:maya"})
    assert 'value="maya"' in chosen.text
    assert "This is <strong>Maya Librarian (librarian)</strong>." in chosen.text
    assert wishes_made(picking) == []


def test_a_name_that_nobody_has_is_said(picking, sign_in):
    client = sign_in("reader")
    seen = hidden(client.get("/requests/wishing"))
    answer = client.post(
        "/requests/wishing", data={"shelf": "Quillfeather", **seen, "_action": "find:shelf"}
    )
    assert "Nobody who works here has “Quillfeather” in their name" in answer.text

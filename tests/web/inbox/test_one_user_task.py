"""One user task from the inbox to the confirmation, and what happens when somebody is faster."""

from datetime import timedelta
from uuid import UUID

import pytest

from engine import queries
from engine.tables import UserTask

BOOK = {"title": "Middlemarch", "kind": "novel", "_complete": "yes"}
REASON = {"because": "Because of the provinces.", "_complete": "yes"}


@pytest.fixture
def task(parts, lend):
    """The address of the one user task that is open."""

    def find() -> str:
        with parts.database.read() as db:
            [row] = [t for t in queries.user_tasks(db, "main", instance) if t.state == "open"]
        return f"/tasks/{row.id}"

    instance = lend()
    return find


@pytest.fixture
def handed_in(sign_in, task):
    """The first user task is done; what waits now is for a librarian."""
    client, here = sign_in("reader"), task()
    client.post(f"{here}/book", data=BOOK)
    client.post(f"{here}/reason", data=REASON)
    assert client.post(f"{here}/check").status_code == 303
    return here


def test_the_page_says_why_by_when_and_who_is_next(sign_in, task):
    page = sign_in("reader").get(task()).text
    for sentence in (
        "You asked for a book.",
        "Wednesday 2 December 2026",
        "Two days after you asked.",
        "The book stays on its shelf.",
        "The librarian hands it out.",
    ):
        assert sentence in page


def test_sections_are_not_started_in_progress_and_completed(sign_in, task):
    client, here = sign_in("reader"), task()
    assert client.get(here).text.count("Not started") == 2
    client.post(f"{here}/book", data={"title": "Middlemarch"})
    assert "In progress" in client.get(here).text
    client.post(f"{here}/book", data=BOOK)
    page = client.get(here).text
    assert "Completed" in page
    assert "Cannot start yet" in page
    client.post(f"{here}/reason", data=REASON)
    assert f'href="{here}/check"' in client.get(here).text


def test_a_section_is_completed_only_when_it_is_right(sign_in, task):
    client, here = sign_in("reader"), task()
    answer = client.post(f"{here}/book", data={"kind": "other", "_complete": "yes"})
    assert answer.status_code == 422
    assert "<title>Error: The book" in answer.text
    assert 'href="#title"' in answer.text
    assert "Completed" not in client.get(here).text
    assert 'value="other" checked' in client.get(f"{here}/book").text


def test_words_that_are_not_right_yet_are_kept_when_one_comes_back_later(sign_in, task):
    client, here = sign_in("reader"), task()
    answer = client.post(f"{here}/reason", data={"because": "short", "_action": "later"})
    assert answer.location == "/tasks"
    assert "Your words are saved" in client.get("/tasks").text
    assert ">short</textarea>" in sign_in("reader").get(f"{here}/reason").text


def test_words_are_saved_while_they_are_typed(sign_in, task):
    client, here = sign_in("reader"), task()
    answer = client.post(f"{here}/book/draft", data={"title": "Midd"})
    assert answer.get_json()["saved_at"] == "2026-11-30T09:00:00+00:00"
    assert 'value="Midd"' in client.get(f"{here}/book").text


def test_what_a_table_says_of_the_answers_comes_with_each_draft(sign_in, task):
    client, here = sign_in("reader"), task()

    def hint(kind: str) -> str:
        answer = client.post(f"{here}/book/draft", data={"title": "Midd", "kind": kind})
        return answer.get_json()["hints"]["rare_hint"].strip()

    assert "We have few books of other kinds." in hint("other")
    assert "We have few books" in client.get(f"{here}/book").text
    assert "We have few books" in client.get(f"{here}/check").text
    assert hint("novel") == ""
    for page in ("book", "check"):
        assert "We have few books" not in client.get(f"{here}/{page}").text


def test_check_answers_shows_what_is_asked_and_sends_it(sign_in, task, parts):
    client, here = sign_in("reader"), task()
    client.post(f"{here}/book", data=BOOK)
    client.post(f"{here}/reason", data=REASON)
    page = client.get(f"{here}/check").text
    assert "Because of the provinces." in page
    assert "Which kind?" not in page
    assert "You cannot change your answers or grades" in page
    answer = client.post(f"{here}/check")
    assert answer.location == f"{here}/done"
    done = client.get(answer.location).text
    assert "B-1" in done
    assert "The librarian hands it out." in done


def test_what_is_missing_is_said_before_sending(sign_in, task):
    client, here = sign_in("reader"), task()
    client.post(f"{here}/book", data=BOOK)
    answer = client.post(f"{here}/check")
    assert answer.status_code == 422
    assert f'href="{here}/reason#because"' in answer.text


def test_after_submitting_the_page_leads_to_the_confirmation(sign_in, handed_in):
    client = sign_in("reader")
    assert client.get(handed_in).location == f"{handed_in}/done"
    again = client.post(f"{handed_in}/check")
    assert again.status_code == 409
    assert "You submitted this at 9am in another window" in again.text


def test_one_takes_it_from_the_role_and_puts_it_back(sign_in, handed_in, task):
    maya, noah, here = sign_in("maya"), sign_in("noah"), task()
    assert "My role" in noah.get("/tasks").text
    assert "Take it" in maya.get(here).text
    assert maya.post(f"{here}/claim").location == here
    assert "Hand out the book" not in noah.get("/tasks").text
    assert "Maya Librarian has taken this" in noah.get(here).text
    assert noah.post(f"{here}/claim").location == "/tasks"
    assert "Somebody else was faster" in noah.get("/tasks").text
    maya.post(f"{here}/put-back")
    assert "Hand out the book" in noah.get("/tasks").text


def test_who_was_not_fast_enough_keeps_their_words(sign_in, handed_in, task):
    maya, noah, here = sign_in("maya"), sign_in("noah"), task()
    noah.post(f"{here}/claim")
    noah.post(here, data={"shelf": "The third, by the window"})
    noah.post(f"{here}/put-back")
    maya.post(f"{here}/claim")
    maya.post(here, data={"shelf": "The first"})
    assert maya.post(f"{here}/check").status_code == 303
    late = noah.post(here, data={"shelf": "The fourth, by the door"})
    assert late.status_code == 409
    assert "Maya Librarian finished this at 9am" in late.text
    assert "The fourth, by the door" in late.text
    assert "The fourth, by the door" in noah.get(here).text
    noah.post(f"{here}/discard")
    assert "What you had written" not in noah.get(here).text


def test_a_page_from_before_a_change_is_not_taken_and_nothing_is_lost(sign_in, task, parts):
    client, here = sign_in("reader"), task()
    client.post(f"{here}/book", data=BOOK)
    client.post(f"{here}/reason", data=REASON)
    answer = client.post(f"{here}/check", data={"seen": "0"})
    assert answer.status_code == 409
    assert "This has changed since you opened it" in answer.text
    assert client.get(here).text.count("Completed") == 2


def test_a_different_answer_must_be_explained(sign_in, handed_in, task):
    maya, here = sign_in("maya"), task()
    maya.post(f"{here}/claim")
    maya.post(here, data={"shelf": "The first"})
    maya.post(f"{here}/check")
    checker, here = sign_in("checker"), task()
    page = checker.get(f"{here}/book").text
    assert "Earlier answer" in page
    assert "A novel" in page
    other = {"title": "Emma", "kind": "other", "which": "A comedy", "_complete": "yes"}
    assert checker.post(f"{here}/book", data=other).status_code == 422
    explained = {**other, "kind_why": "It made me laugh"}
    assert checker.post(f"{here}/book", data=explained).status_code == 303


def test_words_posted_after_the_sign_in_ran_out_are_given_back(sign_in, task, clock):
    client, here = sign_in("reader"), task()
    clock.move_to(clock.now() + timedelta(minutes=31))
    answer = client.post(f"{here}/reason", data={"because": "I had nearly lost this"})
    assert answer.location == f"/sign-in?wanted={here}/reason"
    page = client.get(answer.location).text
    assert "your words were kept" in page
    back = client.post("/sign-in/as", data={"person": "reader", "wanted": f"{here}/reason"})
    assert back.location == f"{here}/reason"
    page = client.get(back.location).text
    assert "I had nearly lost this" in page
    assert "The words you typed before you were signed out are here" in page


def test_another_person_never_gets_those_words(sign_in, task, clock, parts):
    client, here = sign_in("reader"), task()
    clock.move_to(clock.now() + timedelta(minutes=31))
    client.post(f"{here}/reason", data={"because": "For my eyes only"})
    client.post("/sign-in/as", data={"person": "stranger"})
    assert client.get(f"{here}/reason").status_code == 404


def test_an_autosave_after_expiry_says_so_to_the_script(sign_in, task, clock):
    client, here = sign_in("reader"), task()
    clock.move_to(clock.now() + timedelta(minutes=31))
    headers = {"Accept": "application/json"}
    answer = client.post(f"{here}/book/draft", data={"title": "x"}, headers=headers)
    assert answer.status_code == 401


def test_a_user_task_the_process_went_on_without_says_so(sign_in, task, parts):
    client, here = sign_in("reader"), task()
    client.post(f"{here}/book", data={"title": "Middlemarch"})
    with parts.database.read() as db:
        row = db.get_one(UserTask, ("main", UUID(here.rpartition("/")[2])))
    parts.engine.cancel(row.instance_id, by="boss", reason="The library is closed")
    late = client.post(f"{here}/book", data=BOOK)
    assert late.status_code == 409
    assert "This is no longer needed" in late.text
    assert "Middlemarch" in late.text


def test_the_inbox_is_filtered_by_the_address(sign_in, task):
    client = sign_in("reader")
    assert "Say which book" in client.get("/tasks?text=B-1&process=lending&due=soon").text
    for nothing in ("text=B-2", "process=other", "due=overdue", "whose=group"):
        page = client.get(f"/tasks?{nothing}").text
        assert "Nothing fits these filters" in page

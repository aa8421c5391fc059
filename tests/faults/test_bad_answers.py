"""Posts no page of ours would send, and pages that are no longer true: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from engine import tables
from engine.bundle import Bundle
from tests.faults.conftest import Build, installed
from tests.faults.house import House

WORDS = "The words I typed"
GOOD = {
    "contributes": "yes", "proud": WORDS, "difficult": "d", "child_would_say": "c",
    "differently": "o", "support": "s",
}  # fmt: skip


@pytest.fixture(scope="module")
def standing(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, bundle: Bundle
) -> Iterator[House]:
    """One house for all that is refused: it stays as it was."""
    made = installed(tmp_path_factory.mktemp("answers"), sqlite_template, bundle, {})
    yield made
    made.parts.close()


class Page:
    """The social worker's page of the reflection."""

    def __init__(self, house: House) -> None:
        self.house, self.browser = house, house.browser("social_worker")
        self.row = house.waiting("reflect")
        self.address = f"/tasks/{self.row.id}"

    def post(self, end: str = "", **data: object) -> TestResponse:
        return self.browser.post(self.address + end, data)

    def kept(self) -> dict[str, object]:
        """The words of the draft."""
        [draft] = self.house.rows(tables.Draft, user_task_id=self.row.id)
        return dict(draft.answers)

    def submitted(self) -> list[tables.Submission]:
        return self.house.rows(tables.Submission, user_task_id=self.row.id)


@pytest.fixture
def page(standing: House) -> Page:
    made = Page(standing)
    assert made.post(**GOOD).status_code == 303
    return made


def test_fields_that_the_form_does_not_have_go_nowhere(page: Page) -> None:
    strange = {"typename": "x", "__class__": "x", "overall_grade": "outstanding", "s1_1": "yes"}
    assert page.post(**GOOD, **strange).status_code == 303
    assert set(page.kept()) <= {*GOOD, "decline_reason"}


def test_an_answer_that_is_not_in_the_list_is_named_and_kept(page: Page) -> None:
    answer = page.post(**{**GOOD, "contributes": "perhaps"})
    assert answer.status_code == 422
    assert "Choose from the list" in answer.text
    assert WORDS in answer.text
    assert page.kept()["contributes"] == "perhaps"


def test_a_wrong_answer_in_the_draft_cannot_be_submitted(page: Page) -> None:
    page.post("/reflection/draft", **{**GOOD, "contributes": "perhaps", "difficult": ""})
    answer = page.post("/check")
    assert answer.status_code == 422
    assert "Choose from the list" in answer.text
    assert page.submitted() == []


@pytest.mark.parametrize("end", ["/s1", "/overview", "/s1/draft", "/typename", "/.."])
def test_a_section_this_user_task_does_not_have_is_not_found(page: Page, end: str) -> None:
    assert page.post(end, s1_1="yes").status_code == 404


def test_words_longer_than_the_form_takes_are_kept_and_named(page: Page) -> None:
    answer = page.post(**{**GOOD, "proud": WORDS * 2000})
    assert answer.status_code == 422
    assert "must be 20000 characters or fewer" in answer.text
    assert page.kept()["proud"] == WORDS * 2000


def test_two_megabytes_are_refused_with_a_page_and_change_nothing(page: Page) -> None:
    answer = page.post(**{**GOOD, "proud": "x" * 2_500_000})
    assert answer.status_code == 413
    assert "That is too much to send at once" in answer.text
    assert page.kept()["proud"] == WORDS


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"contributes": "no"}', "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"contributes=%ff%fe", "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_of_another_kind_is_no_error(page: Page, body: bytes, kind: str) -> None:
    headers = {"X-CSRFToken": page.browser.token}
    answer = page.browser.client.post(
        page.address, data=body, content_type=kind, headers=headers, buffered=True
    )
    assert answer.status_code in (303, 413, 422)
    assert page.kept()["proud"] == WORDS


@pytest.mark.parametrize("seen", ["99", "-1", "9" * 400])
def test_a_version_that_never_was_sends_nothing(page: Page, seen: str) -> None:
    answer = page.post("/check", seen=seen)
    assert answer.status_code == 409, answer.status_code
    assert page.submitted() == []
    assert page.kept()["proud"] == WORDS


def test_without_the_pages_token_nothing_is_taken(page: Page) -> None:
    answer = page.browser.client.post(page.address, data={**GOOD, "proud": "forged"})
    assert answer.status_code == 400
    assert page.kept()["proud"] == WORDS


def test_an_address_that_cannot_be_is_a_page(standing: House) -> None:
    browser = standing.browser("social_worker")
    nobody = "00000000-0000-0000-0000-000000000000"
    for address in ("/tasks/x", f"/tasks/{nobody}", "/audits/x", "/documents/x", "/tasks/" * 200):
        answer = browser.get(address)
        assert (answer.status_code, "Page not found" in answer.text) == (404, True), address
    for address in ("page=-1", "page=" + "9" * 40, "page=x", "due=x&whose=x&process=%27--"):
        assert browser.get(f"/tasks?{address}").status_code == 200


def test_a_page_that_was_sent_already_in_another_tab(build: Build) -> None:
    """The first tab's words are shown back and kept, and nothing is sent twice."""
    page = Page(build())
    page.post(**GOOD)
    assert page.post("/check", seen=page.row.version).status_code == 303
    late = page.post(**{**GOOD, "proud": "Words from the other tab"})
    assert late.status_code == 409
    assert "Words from the other tab" in late.text
    again = page.post("/check", seen=page.row.version)
    assert again.status_code == 409
    [submission] = page.submitted()
    assert submission.answers["proud"] == WORDS


def test_a_page_from_before_the_audit_was_cancelled(build: Build) -> None:
    page = Page(build())
    page.post(**GOOD)
    [instance] = page.house.rows(tables.ProcessInstance)
    page.house.engine.cancel(instance.id, by="boss", reason="Drawn by mistake")
    answer = page.post(**{**GOOD, "proud": "Typed while it was cancelled"})
    assert answer.status_code == 409
    assert "Typed while it was cancelled" in answer.text
    assert page.post("/check", seen=page.row.version).status_code == 409
    assert page.submitted() == []


def test_a_form_that_was_changed_meanwhile_stays_the_one_it_began_with(
    build: Build, bundle: Bundle
) -> None:
    """The owner deploys a form without a question somebody is answering."""
    house = build()
    page = Page(house)
    form = bundle.text("forms/reflection.form").replace('"proud"', '"very_proud"')
    house.engine.deploy(
        Bundle({**bundle.files, "forms/reflection.form": form.encode()}), by="owner"
    )
    assert page.post(**GOOD).status_code == 303
    assert page.post("/check", seen=page.row.version).status_code == 303
    [submission] = page.submitted()
    assert submission.answers["proud"] == WORDS

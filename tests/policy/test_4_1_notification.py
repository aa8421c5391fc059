"""Section 4.1: the letters at issue (R24 to R29), and what no letter may hold (A38)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.tables import Mail
from handlers.records.reading import audit_page
from handlers.tables import Audit, Person
from tests.handlers.office import TENANT, Office

ADDRESS = "https://audits.example.org"


@pytest.fixture
def here(office: Callable[..., Office]) -> Office:
    opened = office(address=ADDRESS)
    opened.start()
    return opened


def test_r24_r26_the_auditor_hears_with_a_link(here: Office) -> None:
    letters = {letter.recipient: letter for letter in here.letters("issue_auditor")}
    assert set(letters) == {audit.auditor for audit in here.rows(Audit)}
    for audit in here.rows(Audit):
        letter = letters[audit.auditor]
        assert f"{ADDRESS}/tasks" in letter.body
        assert audit.reference in letter.subject
        assert "Head of Quality Assurance" in letter.body
        assert letter.address == here.row(Person, id=audit.auditor).email


def test_r27_r28_the_reviewer_hears_without_a_link(here: Office) -> None:
    copies = here.letters("issue_reviewer_copy")
    assert sorted(c.recipient for c in copies) == sorted(a.reviewer for a in here.rows(Audit))
    for copy in copies:
        assert ADDRESS not in copy.subject + copy.body
        assert "http" not in copy.subject + copy.body


def test_r28_they_are_two_letters_with_one_reference(here: Office) -> None:
    for audit in here.rows(Audit):
        mine, yours = (
            {one.id for one in here.letters(kind) if audit.reference in one.subject}
            for kind in ("issue_auditor", "issue_reviewer_copy")
        )
        assert len(mine) == len(yours) == 1
        assert mine != yours


def test_r14_the_social_worker_is_asked_unless_the_post_is_vacant(here: Office) -> None:
    asked = sorted(letter.recipient for letter in here.letters("ask_reflection"))
    assert asked == sorted(a.social_worker for a in here.rows(Audit) if a.social_worker)


def test_a37_no_letter_holds_anything_of_the_child(here: Office) -> None:
    letters = here.rows(Mail)
    assert letters
    for audit in here.rows(Audit):
        for letter in letters:
            assert audit.case_id not in letter.subject + letter.body


def test_the_page_says_where_it_is(here: Office) -> None:
    audit = here.rows(Audit)[0]
    with here.database.read() as session:
        page = audit_page(session, TENANT, audit.reference)
    auditor = here.row(Person, id=audit.auditor).name
    assert f"“Give the case details” is with {auditor}, due 31 December 2026." in page.where
    assert page.month == "December 2026"
    said = [line.sentence for line in page.timeline]
    assert said[0].startswith("The case was drawn at random: one of ")
    assert f"The case was issued to {auditor}." in said
    assert {line.letter for line in page.letters} >= {"issue_auditor", "issue_reviewer_copy"}
    assert {line.state for line in page.letters} == {"kept"}

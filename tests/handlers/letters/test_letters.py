"""A letter goes complete, to one person, once, and with a link only where it may hold one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import tables
from engine.bundle import Bundle
from engine.errors import Permanent
from handlers.letters.send import recipients, sending
from handlers.letters.texts import LetterTexts
from handlers.scenarios.audits.council import TENANT
from handlers.settings import Settings
from handlers.tables import ChildCase, Person
from tests.handlers.desk import Desk

SITE = Settings(address="https://audits.example.org", demo=True)
DUE = {"due": "2026-12-31", "every": 10}


def bundle(**files: str) -> Bundle:
    return Bundle(
        {f"mail/note/{name.replace('_', '.')}": text.encode() for name, text in files.items()}
    )


def sent(desk: Desk, letter: str, to: object, **more: object) -> list[tables.Mail]:
    """Send a letter; those that are new."""
    known = {mail.id for mail in desk.rows(tables.Mail)}
    desk.call(sending(SITE), letter=letter, to=to, about=DUE, **more)
    return [mail for mail in desk.rows(tables.Mail) if mail.id not in known]


def test_a_letter_says_who_and_what_and_by_when(desk: Desk) -> None:
    [mail] = sent(desk, "issue_auditor", "auditor")
    assert mail.subject == "Case file audit AUD-2026-12-001: please audit by 31 December 2026"
    assert mail.body.startswith("Dear Amina Okoro\n")
    assert "Kind of case: Child in need" in mail.body
    assert (mail.address, mail.reason) == (
        "auditor@example.org",
        "You are the auditor of this case.",
    )


def test_the_link_leads_to_the_one_thing_that_waits(desk: Desk) -> None:
    task = desk.row(tables.UserTask, element_id="give_case_details")
    [mail] = sent(desk, "issue_auditor", "auditor")
    assert f"https://audits.example.org/tasks/{task.id}\n" in mail.body


def test_without_one_thing_that_waits_it_leads_to_the_inbox_with_this_audit(desk: Desk) -> None:
    [mail] = sent(desk, "review_request", "reviewer")
    assert "https://audits.example.org/tasks?text=AUD-2026-12-001\n" in mail.body


def test_a_retry_writes_it_once(desk: Desk) -> None:
    assert len(sent(desk, "moderation_nudge", ["auditor", "reviewer"])) == 2
    assert sent(desk, "moderation_nudge", ["auditor", "reviewer"]) == []


@pytest.mark.parametrize(
    ("to", "people"),
    [(None, []), ("a", ["a"]), (["a", "b", "a"], ["a", "b"]), (["a", None], ["a"]), ([], [])],
)
def test_everybody_once_and_nobody_for_a_vacant_post(
    to: list[str] | None, people: list[str]
) -> None:
    assert recipients(to) == people


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"body_txt": "x"}, "has no mail/note/subject.txt"),
        ({"subject_txt": "x"}, "has no mail/note/body.txt"),
        ({"subject_txt": "x", "body_txt": "\n{{ recipent.name }}"}, "'recipent' is undefined"),
        ({"subject_txt": "x", "body_txt": "{% if %}"}, "body.txt, line 1"),
        ({"subject_txt": "x\ny", "body_txt": "x"}, "not one line"),
        ({"subject_txt": " ", "body_txt": "x"}, "not one line"),
        ({"subject_txt": "x", "body_txt": "{{ ''.__class__ }}"}, "unsafe"),
        ({"subject_txt": "x", "body_txt": "{{ due | day }}"}, "needs a date"),
        ({"subject_txt": "x", "body_txt": "x", "letter_toml": "link ="}, "cannot be read"),
    ],
)
def test_a_letter_with_a_hole_in_it_does_not_go(files: dict[str, str], said: str) -> None:
    with pytest.raises(Permanent, match=said):
        LetterTexts(bundle(**files), "note").render({"due": None})


def test_a_letter_may_use_the_texts_of_another() -> None:
    files = {
        "mail/note/subject.txt": b"Hello",
        "mail/note/body.txt": b"{{ sender }}",
        "mail/other/letter.toml": b'template = "note"\nsender = "MIU"',
    }
    texts = LetterTexts(Bundle(files), "other")
    assert texts.render({"sender": texts.sender}).body == "MIU\n"


def put(desk: Desk, letter: str, **files: bytes) -> None:
    """Change a letter in the bundle the audit was issued with."""
    whole = desk.player.engine.context.deployments
    with desk.database.read() as session:
        instance = session.get_one(
            tables.ProcessInstance, (TENANT, desk.row(tables.ProcessInstance).id)
        )
        deployed = whole.get(session, instance.deployment_id)
    changed = {f"mail/{letter}/{name.replace('_', '.')}": text for name, text in files.items()}
    whole._keep(replace(deployed, bundle=Bundle({**deployed.bundle.files, **changed})))


def test_a_letter_may_go_without_an_audit_when_it_says_so(desk: Desk) -> None:
    put(desk, "note", subject_txt=b"The list", body_txt=b"Dear {{ recipient.name }}, {{ link }}",
        letter_toml=b"audit = false\nlink = true")  # fmt: skip
    [mail] = sent(desk, "note", "auditor", audit=None, page="published/2026-12")
    assert mail.body == "Dear Amina Okoro, https://audits.example.org/published/2026-12\n"
    [mail] = sent(desk, "note", "reviewer", audit=None, key="another")
    assert mail.body.endswith(", https://audits.example.org/tasks\n")


def test_a_letter_about_an_audit_needs_one(desk: Desk) -> None:
    with pytest.raises(Permanent, match="is about an audit and was given none"):
        sent(desk, "issue_auditor", "auditor", audit=None)


def test_a_letter_without_an_audit_knows_none(desk: Desk) -> None:
    put(desk, "note", subject_txt=b"The list", body_txt=b"{{ audit.reference }}",
        letter_toml=b"audit = false")  # fmt: skip
    with pytest.raises(Permanent, match="'audit' is undefined"):
        sent(desk, "note", "auditor")


def test_r28_a_letter_that_may_hold_no_link_cannot_smuggle_one(desk: Desk) -> None:
    smuggled = {**DUE, "due": "2026-12-31", "reasons": []}
    put(desk, "issue_reviewer_copy", body_txt=b"https://audits.example.org/tasks")
    with pytest.raises(Permanent, match=r"holds a link, which its letter\.toml does not allow"):
        desk.call(sending(SITE), letter="issue_reviewer_copy", to="reviewer", about=smuggled)


def test_somebody_unknown_or_gone_is_said(desk: Desk) -> None:
    with pytest.raises(Permanent, match="there is no person nobody"):
        sent(desk, "issue_auditor", "nobody")
    with desk.database.write() as session:
        session.get_one(Person, (TENANT, "auditor")).active = False
    with pytest.raises(Permanent, match="auditor has left"):
        sent(desk, "issue_auditor", "auditor")


LETTERS = (
    "issue_auditor",
    "issue_reviewer_copy",
    "ask_reflection",
    "reminder_auditor",
    "review_request",
    "reminder_reviewer",
    "moderation_auditor",
    "moderation_reviewer",
    "moderation_nudge",
    "officer_requested",
    "officer_appointed",
    "officer_overdue",
    "moderation_outcome",
    "reviewer_released",
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text("QXZJW", min_size=3, max_size=4), st.text("qxzjw", min_size=6, max_size=12))
def test_no_letter_holds_anything_of_the_child(desk: Desk, initials: str, words: str) -> None:
    with desk.database.write() as session:
        case = session.get_one(ChildCase, (TENANT, "L9-0000001"))
        case.initials = initials
    desk.submit({"analysis": words, "proud": words}, "auditor")
    about = {"due": "2026-12-31", "issued_on": "2026-11-24", "requested_on": "2026-12-01"}
    about |= {"every": 10}  # type: ignore[dict-item]
    about |= {"reasons": ["overall_differs"], "overall": "good"}  # type: ignore[dict-item]
    for letter in LETTERS:
        desk.call(sending(SITE), key=initials + words, letter=letter, to="auditor", about=about)
    for mail in desk.rows(tables.Mail):
        for mark in (initials, words, "L9-0000001"):
            assert mark not in mail.subject + mail.body

"""Copies go to whom a table row chose, as address and connection allow, and leave a trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engine import tables
from engine.documents import store_document
from handlers.distribution.send import Copy, copies_for, distributing
from handlers.records.reading import audit_page
from handlers.scenarios.audits.council import TENANT
from handlers.settings import Settings
from handlers.tables import DistributionRecord, PersonRole
from tests.handlers.desk import Desk

DEMO = Settings(address="https://audits.example.org", demo=True)


def pdf(desk: Desk) -> str:
    with desk.database.write() as session:
        kept = store_document(
            session,
            TENANT,
            name="AUD-2026-12-001-stage-1.pdf",
            media_type="application/pdf",
            content=b"%PDF",
            now=desk.player.clock.now(),
        )
    return str(kept)


def row(role: str, rule: str = "1") -> dict[str, str]:
    return {"role": role, "variant": "full", "rule": rule}


def send(desk: Desk, *rows: Mapping[str, str], settings: Settings = DEMO) -> Mapping[str, Any]:
    return desk.call(distributing(settings), stage=1, document=pdf(desk), recipients=list(rows))


def copies(desk: Desk) -> list[tables.Mail]:
    return desk.rows(tables.Mail, letter="form_copy")


def test_each_copy_names_its_rule(desk: Desk) -> None:
    given = send(desk, row("team_manager"), row("service_manager", "4"))
    assert given == {"sent": 2, "unresolved": []}
    kept = {(r.person_id, r.role, r.rule, r.stage) for r in desk.rows(DistributionRecord)}
    assert kept == {
        ("auditor", "team_manager", "1", 1),
        ("service_manager", "service_manager", "4", 1),
    }


def test_the_page_says_who_got_what_and_why(desk: Desk) -> None:
    send(desk, row("team_manager"), row("sm_sqa", "7"))
    with desk.database.read() as session:
        page = audit_page(session, TENANT, "AUD-2026-12-001")
    said = {copy.person: (copy.role, copy.rule, copy.why, copy.attached) for copy in page.copies}
    assert said["Ewa Zielinska"] == (
        "Service Manager, Safeguarding Quality Assurance",
        "7",
        "Section 4.4: cases the auditor graded outstanding, inadequate or inadequate critical.",
        True,
    )
    [document] = page.documents
    assert (document.stage, document.superseded) == (1, False)
    assert any("PDF made" in line.sentence for line in page.timeline)


def test_a_role_that_nobody_holds_is_reported_and_the_others_get_theirs(desk: Desk) -> None:
    with desk.database.write() as session:
        session.delete(session.get_one(PersonRole, (TENANT, "sm_sqa", "sm_sqa", "")))
    assert send(desk, row("sm_sqa"), row("team_manager")) == {"sent": 1, "unresolved": ["sm_sqa"]}


def test_a_retry_sends_nothing_twice(desk: Desk) -> None:
    rows, document = [row("team_manager")], pdf(desk)
    for _ in range(2):
        desk.call(distributing(DEMO), stage=1, document=document, recipients=rows)
    assert (len(copies(desk)), len(desk.rows(DistributionRecord))) == (1, 1)


def test_somebody_with_two_parts_gets_one_letter_and_two_lines(desk: Desk) -> None:
    with desk.database.write() as session:
        session.add(PersonRole(tenant_id=TENANT, person_id="auditor", role="sm_sqa", scope="team"))
    assert send(desk, row("team_manager"), row("sm_sqa", "7"))["sent"] == 1
    assert (len(copies(desk)), len(desk.rows(DistributionRecord))) == (1, 2)


def test_the_first_row_that_chose_somebody_is_the_one_recorded() -> None:
    found = [(row("sm_sqa", "7"), ["ewa"]), (row("sm_sqa", "10"), ["ewa"])]
    assert list(copies_for(found)) == [Copy("ewa", "sm_sqa", "full", "7")]


@pytest.mark.parametrize(
    ("settings", "attached"),
    [
        ({"demo": True}, True),
        ({"tls_verified": True}, True),
        ({}, False),  # a connection that nobody verified
        ({"tls_verified": True, "delivery": "links"}, False),  # the council-wide setting
        ({"demo": True, "delivery": "links"}, False),
        ({"tls_verified": True, "allowed_domains": frozenset({"council.uk"})}, False),
    ],
)
def test_a38_attached_or_as_a_link_behind_sign_in(
    desk: Desk, settings: dict[str, Any], attached: bool
) -> None:
    given = Settings(address="https://audits.example.org", **settings)
    send(desk, row("team_manager"), settings=given)
    [mail], [kept] = copies(desk), desk.rows(DistributionRecord)
    link = f"https://audits.example.org/documents/{kept.document_id}"
    assert kept.attached is attached
    assert mail.attachments == ([str(kept.document_id)] if attached else [])
    assert (link in mail.body) is not attached


def test_the_activity_is_part_of_what_makes_a_copy_new(desk: Desk) -> None:
    document = pdf(desk)
    for key in ("first", "second"):
        desk.call(
            distributing(DEMO),
            key=key,
            stage=1,
            document=document,
            recipients=[row("team_manager")],
        )
    assert len(copies(desk)) == 2

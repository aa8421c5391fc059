"""Section 7 and data protection (DP2, DP5): a child is erased, and it is proved."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from engine import tables
from engine.database import Database
from engine.documents import store_document
from engine.errors import NotFound
from handlers.access.people import leave
from handlers.access.roles import Act
from handlers.directory.tables import Team
from handlers.documents.press import press
from handlers.erasure.doing import ErasureRefused, Erasures
from handlers.erasure.findings import Findings
from handlers.erasure.searching import Search, search
from handlers.erasure.subject import child
from handlers.erasure.tables import Erasure
from handlers.records.audits import Audit
from handlers.retention.due import due, held_requests
from handlers.retention.holding import kept_audits, lift, place
from handlers.retention.tables import AuditStatistic, LegalHold
from handlers.scenarios.audits.council import TENANT
from handlers.subject_access.everything import export
from tests.policy.erasing import (
    BY,
    CHILD,
    NAME,
    NUMBER,
    Over,
    chains_hold,
    erasing,
    kept,
    left,
    of_staff,
    write,
)
from tests.policy.one_audit import OneAudit
from tests.policy.test_7_records import everything


def test_dp5_a_child_is_erased_everywhere_and_the_proof_names_nobody(
    database: Database, conclude: Callable[[Database], OneAudit], printed: list[str]
) -> None:
    over = conclude(database)
    erasures = erasing(over, printed)
    assert NAME in everything(over.database)
    told = erasures.foretell(CHILD)
    assert told.obstacles == []
    assert told.findings.removed["audit"] == 1
    assert kept(over, Audit) != [], "looking changes nothing"
    made = erasures.erase(CHILD, seen=told.seen, **BY)
    after = everything(over.database)
    assert NAME.casefold() not in after.casefold()
    assert NUMBER.casefold() not in after.casefold()
    if over.database.kind == "sqlite":
        file = Path(over.database.engine.url.database or "")
        assert (
            NUMBER.encode()
            not in file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()
        )
    [row] = kept(over, AuditStatistic)
    assert row.final_grade == "good"
    assert left(over, made) == set()
    assert chains_hold(over)
    assert erasures.proof(made) == erasures.proof(made), "it is printed once"
    [proof] = printed
    assert "Nothing that was searched names them any more." in proof
    assert NAME not in proof
    assert NUMBER not in proof


def test_dp5_a_name_in_an_unexpected_place_is_not_certified_until_it_is_put_right(
    over: Over, erasures: Erasures, printed: list[str]
) -> None:
    page = f"<html lang='en'><head><title>x</title></head><body><p>About {NAME}</p></body></html>"
    pdf = press(page, {}).content
    assert NAME in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()

    def plant(session: Any) -> None:
        session.add(
            Team(tenant_id=TENANT, id="planted", name=f"Team of {NUMBER}", kind="x", area="North")
        )
        store_document(
            session, TENANT, name="other.pdf", media_type="application/pdf", content=pdf,
            now=over.clock.now(),
        )  # fmt: skip

    write(over, plant)
    made = erasures.erase(CHILD, **BY)
    assert left(over, made) == {"team.name", "document_content.content"}
    erasures.proof(made)
    assert "This does not certify the erasure" in printed[-1]
    assert "team.name, 1 row (planted)" in printed[-1]
    assert NUMBER not in printed[-1]

    def put_right(session: Any) -> None:
        session.get_one(Team, (TENANT, "planted")).name = "A team"
        session.delete(
            session.scalars(
                select(tables.Document).where(tables.Document.name == "other.pdf")
            ).one()
        )
        session.flush()
        session.execute(
            tables.DocumentContent.__table__.delete().where(tables.DocumentContent.content == pdf)
        )

    write(over, put_right)
    with pytest.raises(NotFound):
        erasures.look_again(made, child("L9-0000002"), by="governance")
    assert erasures.look_again(made, CHILD, by="governance")
    erasures.proof(made)
    assert "Nothing that was searched names them any more." in printed[-1]


def test_dp5_what_is_written_while_everything_is_searched_is_erased_and_waits_for_nothing(
    over: Over, erasures: Erasures, monkeypatch: pytest.MonkeyPatch
) -> None:
    [audit] = kept(over, Audit)
    subject = of_staff(over, audit.reviewer)
    act = Act("boss", "Has left.", over.clock.now(), over.clock.now().date())
    write(over, lambda session: leave(session, TENANT, subject.number, act))
    searches: list[Search] = []

    def searched(*given: Any) -> Search:
        searches.append(search(*given))
        if len(searches) == 1:
            by: dict[str, Any] = {"reason": "A court.", "now": over.clock.now()}
            write(over, partial(place, tenant=TENANT, about="child", subject=NUMBER,
                                by=subject.number, **by))  # fmt: skip
        return searches[-1]

    monkeypatch.setattr("handlers.erasure.doing.search", searched)
    made = erasures.erase(subject, **BY)
    assert len(searches) == 3, "what the search after it found was erased, and searched again"
    [hold] = kept(over, LegalHold)
    assert hold.set_by.startswith("erased-")
    assert left(over, made) == set()
    assert chains_hold(over)


def test_dp5_nothing_is_certified_before_the_search_that_follows_has_ended(
    over: Over, erasures: Erasures, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the power fails")

    with monkeypatch.context() as broken:
        broken.setattr("handlers.erasure.doing.conclude", fails)
        with pytest.raises(OSError, match="the power fails"):
            erasures.erase(CHILD, **BY)
    [row] = kept(over, Erasure)
    assert NAME not in everything(over.database)
    erasures.proof(row.id)
    assert "the search after it has not ended" in printed[-1]
    assert erasures.look_again(row.id, CHILD, by="governance")
    [row] = kept(over, Erasure)
    assert (row.state, Findings.read(row.findings).broken) == ("certified", 0)
    assert chains_hold(over)


def test_dp2_what_is_on_hold_or_going_on_is_refused_with_the_remedy(
    over: Over, erasures: Erasures
) -> None:
    now = over.clock.now()
    hold = write(over, lambda s: place(s, TENANT, "child", NUMBER.lower(), by="governance",
                                       reason="A court.", now=now))  # fmt: skip
    with pytest.raises(ErasureRefused, match="The child is on hold"):
        erasures.erase(CHILD, **BY)
    assert "until the hold is lifted" in erasures.foretell(CHILD).obstacles[0].remedy
    assert len(kept(over, Audit)) == 1
    write(over, lambda s: lift(s, TENANT, hold, by="governance", reason="Over.", now=now))
    assert erasures.foretell(CHILD).obstacles == []


def test_dp2_a_hold_on_a_child_or_a_person_keeps_their_audits_from_the_schedule_too(
    sqlite: Database, conclude: Callable[[Database], OneAudit]
) -> None:
    over = conclude(sqlite)
    now = over.clock.now()
    over.request("subject_access", "miu", {"about": "child", "subject_number": NUMBER,
                                           "received_on": "2027-06-01"})  # fmt: skip
    over.work()
    by: dict[str, Any] = {"by": "governance", "reason": "A court.", "now": now}

    def kept() -> tuple[list[str], int]:
        with over.database.read() as session:
            found = session.scalars(select(Audit.reference).where(kept_audits())).all()
            return list(found), len(held_requests(session, TENANT))

    assert kept() == ([], 0)
    for about, subject, requests in (("child", NUMBER, 1), ("person", "reviewer", 0)):
        hold = write(over, partial(place, tenant=TENANT, about=about, subject=subject, **by))
        assert kept() == (["AUD-2026-12-001"], requests)
        write(over, partial(lift, tenant=TENANT, hold=hold, **by))
    assert kept() == ([], 0)
    with over.database.read() as session:
        assert due(session, TENANT, {"concluded": now}) == [], "a request waits for it"


def test_dp3_everything_about_a_child_is_one_file_with_the_documents(over: Over) -> None:
    with over.database.read() as session:
        content = export(session, TENANT, CHILD, over.clock.now())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page, told = (
            archive.read("index.html").decode(),
            json.loads(archive.read("everything.json")),
        )
        documents = [name for name in archive.namelist() if name.startswith("documents/")]
    found = {one["table"] for one in told["records"]}
    assert {"child_case", "audit", "submission", "stage_record", "mail", "history"} <= found
    assert len(documents) == sum(one["table"] == "document" for one in told["records"]) > 0
    assert f"{NAME} was seen alone." in page

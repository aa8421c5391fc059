"""Section 7 and data protection (DP2, DP5): a child or a leaver is erased, and it is proved."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

import web.app
from engine import tables
from engine.bundle import Bundle
from engine.chain import GENESIS, line_of, seal
from engine.clock import SetClock
from engine.database import Database, connect, empty_log
from engine.documents import store_document
from engine.errors import NotFound
from engine.queries.proof import prove_audit_log, prove_histories
from handlers.access.people import leave
from handlers.access.roles import Act
from handlers.directory.tables import Person, Team
from handlers.documents.press import press
from handlers.erasure.certifying import erasure
from handlers.erasure.doing import ErasureRefused, Erasures
from handlers.erasure.findings import Findings
from handlers.erasure.searching import Search, search
from handlers.erasure.subject import Subject, child, member_of_staff
from handlers.erasure.tables import Erasure
from handlers.records.audits import Audit
from handlers.retention.due import due, held_requests
from handlers.retention.holding import kept_audits, lift, place
from handlers.retention.tables import AuditStatistic, LegalHold
from handlers.scenarios import filling
from handlers.scenarios.audits.council import TENANT
from handlers.subject_access.everything import export
from tests.policy.one_audit import OneAudit
from tests.policy.test_7_records import everything, finish
from tests.processes.paper import plain

NUMBER = "L9-0000001"
NAME = "Ottoline Quillfeather"
CHILD = child(NUMBER, [NAME])
# With its tables, so that none has to be read from the database anew for every search.
EVERY_TABLE = web.app
BY: dict[str, Any] = {"by": "governance", "reason": "Asked for by the family, reference 12."}


@dataclass(frozen=True)
class Over:
    """An installation in which an audit is over, and its clock."""

    database: Database
    clock: SetClock


@pytest.fixture(scope="module")
def conclude(bundle: Bundle) -> Iterator[Callable[[Database], OneAudit]]:
    """Make an audit that is over, whose answers name the child; nothing of it goes on."""
    # The scenarios of the bundle are about the same invented child.
    files = {path: held for path, held in bundle.files.items() if not path.startswith("scenarios/")}

    def made(database: Database) -> OneAudit:
        audit = OneAudit(database, Bundle(files), {"category": "CIN"})
        audit.stage_1("good")
        audit.stage_2("good", "good")
        finish(audit)
        return audit

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("handlers.documents.render.press", plain)
        patched.setattr(filling, "WORDS", f"{NAME} was seen alone.")
        yield made


@pytest.fixture(scope="module")
def settled(
    conclude: Callable[[Database], OneAudit], sqlite_template: Path, tmp_path_factory: Any
) -> tuple[Path, datetime]:
    """One of them, to copy, and its time."""
    file = tmp_path_factory.mktemp("over") / "plumbline.db"
    shutil.copy(sqlite_template, file)
    database = connect(f"sqlite:///{file}")
    now = conclude(database).clock.now()
    empty_log(database)
    database.close()
    return file, now


@pytest.fixture
def over(settled: tuple[Path, datetime], tmp_path: Path) -> Iterator[Over]:
    """A copy of it."""
    file = shutil.copy(settled[0], tmp_path / "plumbline.db")
    database = connect(f"sqlite:///{file}")
    yield Over(database, SetClock(settled[1]))
    database.close()


@pytest.fixture
def printed() -> list[str]:
    """The pages that were printed."""
    return []


def erasing(audit: OneAudit | Over, printed: list[str]) -> Erasures:
    """Erasing in the database of that audit; what is printed is kept as a page."""

    def note(page: str) -> bytes:
        printed.append(page)
        return f"A print. {len(printed)}".encode()

    return Erasures(audit.database, TENANT, audit.clock.now, note)


@pytest.fixture
def erasures(over: Over, printed: list[str]) -> Erasures:
    return erasing(over, printed)


def kept(audit: OneAudit | Over, table: Any) -> list[Any]:
    with audit.database.read() as session:
        return list(session.scalars(select(table)))


def write(audit: OneAudit | Over, work: Callable[[Any], Any]) -> Any:
    with audit.database.write() as session:
        return work(session)


def chains_hold(audit: OneAudit | Over) -> bool:
    with audit.database.read() as session:
        log, _ = prove_audit_log(session, TENANT)
        return not log.broken and not prove_histories(session, TENANT).broken


def left(audit: OneAudit | Over, made: Any) -> set[str]:
    with audit.database.read() as session:
        findings = Findings.read(erasure(session, TENANT, made).findings)
    return {f"{one.table}.{one.column}" for one in findings.remains}


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


def test_dp5_somebody_who_left_has_a_token_in_what_stays_and_every_seal_holds(
    database: Database, conclude: Callable[[Database], OneAudit], printed: list[str]
) -> None:
    over = conclude(database)
    erasures = erasing(over, printed)
    [before] = kept(over, Audit)
    person = before.reviewer
    subject = of_staff(over, person)
    with pytest.raises(ErasureRefused, match="They work here"):
        erasures.erase(subject, **BY)
    act = Act("boss", "Has left.", over.clock.now(), over.clock.now().date())
    write(over, lambda session: leave(session, TENANT, person, act))
    made = erasures.erase(subject, **BY)
    assert "This document was withdrawn" in printed[-1], "prints named them"
    [after] = kept(over, Audit)
    assert after.reviewer.startswith("erased-")
    assert after.auditor == before.auditor
    assert left(over, made) == set()
    assert subject.names[0] not in everything(over.database)
    assert chains_hold(over)
    with over.database.read() as session:
        assert session.get(Person, (TENANT, person)) is None
        token = session.get_one(Person, (TENANT, after.reviewer))
    assert (token.name, token.email) == (after.reviewer, after.reviewer)


def of_staff(audit: OneAudit | Over, person: str) -> Subject:
    with audit.database.read() as session:
        return member_of_staff(session, TENANT, person)


def test_dp5_a_reworded_line_that_is_changed_afterwards_is_found_out(
    over: Over, erasures: Erasures
) -> None:
    [audit] = kept(over, Audit)
    act = Act("boss", "Has left.", over.clock.now(), over.clock.now().date())
    subject = of_staff(over, audit.reviewer)
    write(over, lambda session: leave(session, TENANT, audit.reviewer, act))
    erasures.erase(subject, **BY)
    assert chains_hold(over)
    write(over, lambda session: session.execute(tables.History.__table__.update().where(
        tables.History.by.startswith("erased-")).values(by="somebody-else")))  # fmt: skip
    assert not chains_hold(over)


def test_dp5_a_changed_line_cannot_be_passed_off_as_a_reworded_one(
    over: Over, erasures: Erasures
) -> None:
    erasures.erase(CHILD, **BY)

    def forge(session: Any) -> None:
        lines = session.scalars(select(tables.History).order_by(tables.History.seq).limit(1))
        line = lines.one()
        line.by = "somebody-else"
        session.add(tables.Rewording(
            tenant_id=TENANT, place="history", key=f"{line.instance_id}/{line.seq}",
            digest=seal(GENESIS, line_of(line)), at=over.clock.now(),
        ))  # fmt: skip

    write(over, forge)
    with over.database.read() as session:
        assert not prove_histories(session, TENANT).broken, "its story by itself looks sound"
        [broken] = prove_audit_log(session, TENANT)[0].broken
    assert "reworded otherwise" in broken.sentence


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

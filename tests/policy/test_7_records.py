"""Data protection: how long records are kept, legal holds, and requests for what is held."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, select

from engine import queries, tables
from engine.bundle import Bundle
from engine.commands.start import start_in
from engine.database import Base, Database
from handlers.directory.tables import Absence
from handlers.records.audits import Audit
from handlers.reports.closing import close_month
from handlers.reports.cube import Cell
from handlers.reports.reading import figures_of
from handlers.reports.tables import Report
from handlers.retention.tables import AuditStatistic, DisposalItem, LegalHold
from handlers.scenarios import filling
from handlers.scenarios.audits.council import TENANT
from handlers.subject_access.content import BLACK, content_of
from handlers.subject_access.deciding import decide
from handlers.subject_access.tables import SubjectItem, SubjectSearch
from tests.policy.one_audit import OneAudit
from tests.processes.paper import plain

MARK = "Quillfeather saw it on the record"


@pytest.fixture
def short(bundle: Bundle) -> Bundle:
    """The bundle with a concluded audit kept for one month, so that a test need not wait."""
    text = bundle.text("retention.dmn").replace("<text>72</text>", "<text>1</text>")
    return Bundle({**bundle.files, "retention.dmn": text.encode()})


@pytest.fixture
def conclude(short: Bundle, monkeypatch: pytest.MonkeyPatch) -> Callable[[Database], OneAudit]:
    """Make an audit that is over, with the same words in every answer."""
    monkeypatch.setattr("handlers.documents.render.press", plain)
    monkeypatch.setattr(filling, "WORDS", MARK)

    def made(database: Database) -> OneAudit:
        audit = OneAudit(database, short, {"category": "CIN"})
        audit.stage_1("good")
        audit.stage_2("good", "good")
        return audit

    return made


@pytest.fixture
def concluded(sqlite: Database, conclude: Callable[[Database], OneAudit]) -> OneAudit:
    """One of them."""
    return conclude(sqlite)


def everything(database: Database) -> str:
    """Every value of every column of every table but the deployed files, as text."""
    found = []
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name != "deployment_file":
                found += [plainly(v) for row in session.execute(select(table)) for v in row]
    return "\n".join(found)


def plainly(value: Any) -> str:
    """Bytes as text, packed ones unpacked."""
    if isinstance(value, bytes):
        try:
            return zlib.decompress(value).decode("utf-8", "replace")
        except zlib.error:
            return value.decode("latin-1")
    return json.dumps(value, default=str, ensure_ascii=False) if value is not None else ""


def dispose(audit: OneAudit, *references: str) -> None:
    """The first of a month, and what the Head of Quality Assurance approves."""
    audit.engine.context.database.transact(lambda session: _begin(audit, session))
    audit.work()
    audit.do("approve_disposal", "head_of_qa", dispose=list(references), reason="Kept.")


def _begin(audit: OneAudit, session: Any) -> None:
    start_in(audit.engine.context, session, "retention", None, {}, "system", "month_begins")


def later(audit: OneAudit) -> None:
    """Some months later; people have done the rest."""
    audit.clock.move_to(audit.clock.now().replace(year=2027, month=6))


def rows(audit: OneAudit, table: Any) -> list[Any]:
    with audit.database.read() as session:
        return list(session.scalars(select(table)))


def test_dp1_nothing_holds_the_words_any_more_and_the_history_verifies(
    database: Database, conclude: Callable[[Database], OneAudit]
) -> None:
    audit = conclude(database)
    finish(audit)
    assert MARK in everything(database)
    dispose(audit, "AUD-2026-12-001")
    assert MARK not in everything(database)
    assert rows(audit, Audit) == []
    assert [row.element_id for row in rows(audit, tables.Submission)] == ["approve_disposal"]
    [numbers] = rows(audit, AuditStatistic)
    assert (numbers.month, numbers.final_grade, numbers.moderations) == ("2026-12", "good", 0)
    assert (numbers.auditor_grade, numbers.reviewer_grade) == ("good", "good")
    assert [(row.reference, row.state) for row in rows(audit, DisposalItem)] == [
        ("AUD-2026-12-001", "disposed")
    ]
    with database.read() as session:
        for row in session.scalars(select(tables.ProcessInstance)):
            assert queries.verify_history(session, TENANT, row.id) is None


def test_dp1_r121_a_disposal_leaves_the_figures_of_closed_months(concluded: OneAudit) -> None:
    finish(concluded)
    with concluded.database.write() as session:
        used = queries.active_process(session, TENANT, "reporting")
        deployed = concluded.engine.context.deployments.get(session, used.deployment_id)
        close_month(session, TENANT, "2026-12", deployed, concluded.clock.now())
    before = [(row.digest, figures_of(row)) for row in rows(concluded, Report)]
    dispose(concluded, "AUD-2026-12-001")
    assert rows(concluded, Audit) == []
    assert [(row.digest, figures_of(row)) for row in rows(concluded, Report)] == before
    [(_, figures)] = before
    assert figures[Cell("completion", "North", "Dartford", ("on_time",))] == 1


def finish(audit: OneAudit) -> None:
    """Whatever still waits for somebody is done."""
    for _ in range(10):
        waiting = audit.open()
        if not waiting:
            break
        audit.play({"submit": waiting[0].element_id, "by": waiting[0].assignee or "miu"})
    later(audit)


def test_dp2_what_is_on_hold_is_neither_listed_nor_disposed_of(concluded: OneAudit) -> None:
    finish(concluded)
    hold = {"action": "set", "scope": "one", "audit": "AUD-2026-12-001", "reason": "A court."}
    concluded.engine.context.database.transact(lambda session: _begin(concluded, session))
    concluded.work()
    concluded.request("retention", "miu", hold)
    concluded.do("approve_disposal", "head_of_qa", dispose=["AUD-2026-12-001"])
    assert [row.state for row in rows(concluded, DisposalItem)] == ["held"]
    assert len(rows(concluded, Audit)) == 1
    concluded.request("retention", "head_of_qa", {**hold, "action": "clear"})
    assert [row.cleared_by for row in rows(concluded, LegalHold)] == ["head_of_qa"]
    dispose(concluded, "AUD-2026-12-001")
    assert rows(concluded, Audit) == []


def test_dp3_dp4_a_child_gets_what_is_held_with_the_words_of_others_removed(
    concluded: OneAudit,
) -> None:
    said = {"about": "child", "subject_number": "l9-0000001", "received_on": "2026-11-24"}
    concluded.request("subject_access", "miu", said)
    concluded.work()
    items = rows(concluded, SubjectItem)
    assert {item.kind for item in items} == {"answers", "letter", "document", "records"}
    with concluded.database.write() as session:
        for item in session.scalars(select(SubjectItem)):
            hidden = "Quillfeather" if item.kind == "answers" else ""
            choice: Any = "withhold" if item.kind == "letter" else "include"
            decide(item, choice, "About others", hidden, by="governance", now=concluded.clock.now())
    concluded.do("review_and_redact", "governance")
    files = handed_over(concluded)
    pages = "".join(text for name, text in files.items() if name.endswith(".html"))
    assert "saw it on the record" in pages
    assert "Quillfeather" not in pages
    assert f"{BLACK} saw it" in pages
    assert len(files) == 1 + sum(item.kind != "letter" for item in items)
    concluded.do("hand_over", "governance", delivered_on="2026-11-24")
    assert rows(concluded, SubjectSearch)[0].delivered_at is not None


def test_dp3_a_member_of_staff_gets_what_is_held_beside_audits_but_no_secret(
    concluded: OneAudit,
) -> None:
    now = concluded.clock.now()
    with concluded.database.write() as session:
        session.add(Absence(tenant_id=TENANT, person_id="auditor", reason="sickness",
                            starts_on=now.date(), ends_on=now.date()))  # fmt: skip
        columns = {"id": "terry", "person": "auditor", "password_hash": "argon2-secret"}
        accounts = Table("web_account", MetaData(), autoload_with=session.connection())
        session.execute(accounts.insert().values(
            tenant_id=TENANT, closed=False, changed_at=now, **columns))  # fmt: skip
    said = {"about": "staff", "subject_number": "auditor", "received_on": "2026-11-24"}
    concluded.request("subject_access", "miu", said)
    concluded.work()
    with concluded.database.read() as session:
        own = session.scalars(select(SubjectItem).where(SubjectItem.kind == "records")).all()
        told = {item.title.partition(":")[0]: content_of(session, item).lines for item in own}
    assert {"A local account", "A period away from work"} <= set(told)
    assert "reason: sickness" in told["A period away from work"][0][1]
    assert "terry" in told["A local account"][0][1]
    assert "argon2-secret" not in str(told)


def handed_over(audit: OneAudit) -> dict[str, str]:
    with audit.database.read() as session:
        [row] = session.scalars(select(SubjectSearch))
        content = queries.document_bytes(session, TENANT, row.document_id)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("latin-1" if name.endswith("pdf") else "utf-8")
                for name in archive.namelist()}  # fmt: skip


def test_dp3_the_number_asked_for_is_in_the_submission_only(concluded: OneAudit) -> None:
    said = {"about": "staff", "subject_number": "P-9931", "received_on": "2026-11-24"}
    concluded.request("subject_access", "miu", said)
    concluded.work()
    with concluded.database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in ("submission", "deployment_file"):
                for row in session.execute(select(table)):
                    assert "P-9931" not in "".join(plainly(value) for value in row), table.name

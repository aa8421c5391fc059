"""Who sees which audit, and what of it (by part taken, by what was sent, by role)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from engine.tables import AuditLog, Document, DocumentContent
from handlers.directory.tables import PersonRole
from handlers.records.audits import Audit
from handlers.records.tables import DistributionRecord, StageRecord
from web.access.actor import Actor
from web.access.audits import audit_facts, visible
from web.access.decision import decide
from web.access.facts import AuditFacts

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
READERS = ("miu",)
PEOPLE = ["reader", "checker", "maya", "noah", "boss", "stranger"]


def audit(number: int, **people: str) -> Audit:
    given = {"auditor": "nobody", **people}
    return Audit(
        tenant_id="main", id=uuid4(), reference=f"AUD-{number}", month="2026-12", case_id="L9-1",
        category="CIN", state="issued", **given,
    )  # fmt: skip


def sent(of: Audit, person: str, document: UUID) -> DistributionRecord:
    return DistributionRecord(
        tenant_id="main", id=uuid4(), audit_id=of.id, stage=1, version=1, document_id=document,
        person_id=person, role="service_manager", variant="full", rule="4", attached=False, at=NOW,
        activity_key=f"{of.reference}-{person}",
    )  # fmt: skip


def submitted(of: Audit, stage: int) -> StageRecord:
    return StageRecord(
        tenant_id="main", id=uuid4(), audit_id=of.id, stage=stage, version=1, submission_id=uuid4(),
        answers={}, digest="", section_grades={}, overall="good",
        supervision="good" if stage == 2 else None, by="reader", at=NOW, deployment_id=uuid4(),
        activity_key=f"{of.reference}-{stage}",
    )  # fmt: skip


@pytest.fixture
def document(parts):
    identity = uuid4()
    with parts.database.write() as db:
        db.add(DocumentContent(tenant_id="main", digest="d", content=b"%PDF-1.7"))
        db.flush()
        db.add(
            Document(
                tenant_id="main", id=identity, name="AUD-1 stage 1.pdf", size=8, digest="d",
                media_type="application/pdf", created_at=NOW,
            )
        )  # fmt: skip
    return identity


@pytest.fixture
def audits(parts, document):
    """The first is the reader's with the checker as reviewer; its form went to Maya."""
    made = [
        audit(1, auditor="reader", reviewer="checker"),
        audit(2, auditor="checker", social_worker="noah"),
        audit(3, auditor="nobody-2", officer="maya"),
    ]
    with parts.database.write() as db:
        db.add_all([*made, submitted(made[0], 1), sent(made[0], "maya", document)])
    return made


def who(person: str, *roles: str) -> Actor:
    return Actor(person, person.title(), frozenset(roles))


def seen(parts, actor: Actor) -> set[str]:
    with parts.database.read() as db:
        return set(db.scalars(select(Audit.reference).where(visible(actor, "main", READERS))))


@pytest.mark.parametrize(
    ("person", "roles", "references"),
    [
        ("reader", (), {"AUD-1"}),
        ("checker", (), {"AUD-1", "AUD-2"}),
        ("noah", (), {"AUD-2"}),
        ("maya", (), {"AUD-1", "AUD-3"}),
        ("stranger", (), set()),
        ("stranger", ("admin", "process_owner", "sm_sqa", "service_manager"), set()),
        ("stranger", ("miu",), {"AUD-1", "AUD-2", "AUD-3"}),
    ],
)
def test_the_list_holds_exactly_the_audits_one_may_see(parts, audits, person, roles, references):
    assert seen(parts, who(person, *roles)) == references


@pytest.mark.parametrize("role", ["miu", "admin", "team_manager"])
def test_the_list_and_the_single_decision_agree(parts, audits, role):
    for person in PEOPLE:
        actor = who(person, role)
        with parts.database.read() as db:
            facts = {a.reference: audit_facts(db, "main", actor, a.id, READERS) for a in audits}
        allowed = {r for r, fact in facts.items() if decide(actor, "audit.read", fact).allowed}
        assert allowed == seen(parts, actor)


def test_another_tenants_audits_are_not_there(parts, audits):
    with parts.database.read() as db:
        rows = db.scalars(
            select(Audit).where(visible(who("reader", "miu"), "other", READERS))
        ).all()
    assert rows == []


@pytest.mark.parametrize(
    ("standing", "before", "after"),
    [
        ("auditor", {"stage1", "reflection"}, {"stage1", "reflection"}),
        ("reviewer", set(), {"stage1", "reflection"}),
        ("officer", {"stage1", "reflection"}, {"stage1", "reflection"}),
        ("social_worker", {"reflection"}, {"reflection"}),
        ("recipient", set(), set()),
        ("participant", set(), set()),
        ("reader", set(), set()),
    ],
)
def test_content_is_open_to_those_who_take_part_and_to_the_reviewer_after_stage_1(
    standing, before, after
):
    for submitted_stages, parts_open in ((frozenset(), before), (frozenset({1}), after)):
        facts = AuditFacts(frozenset({standing}), submitted_stages)
        assert {p for p in ("stage1", "reflection") if facts.may_read(p)} == parts_open


def test_a_document_is_downloaded_by_whom_it_was_sent_to_and_it_is_noted(
    parts, audits, document, sign_in
):
    answer = sign_in("maya").get(f"/documents/{document}")
    assert answer.status_code == 200
    assert answer.data == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''AUD-1%20stage%201.pdf"
    )
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    with parts.database.read() as db:
        lines = db.scalars(select(AuditLog).where(AuditLog.action == "document.read")).all()
    assert [(line.by, line.about) for line in lines] == [("maya", str(document))]


def test_nobody_else_finds_the_document(parts, audits, document, sign_in):
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="noah", role="miu", scope=""))
    for person in ("noah", "boss", "stranger"):
        assert sign_in(person).get(f"/documents/{document}").status_code == 404


def test_an_audit_that_is_not_mine_is_not_found(parts, audits, sign_in):
    client = sign_in("stranger")
    assert client.get("/audits/AUD-1").status_code == 404
    assert client.get("/audits/AUD-9").status_code == 404
    assert "There is no audit you take part in yet" in client.get("/audits").text


@pytest.mark.parametrize("action", ["draw.read", "extract.import", "simulation.run"])
def test_the_bundles_say_who_runs_the_months_and_without_them_nobody_does(action):
    registrar = who("noah", "registrar")
    assert decide(registrar, action, frozenset({"registrar"})).allowed
    assert not decide(registrar, action, frozenset({"miu"})).allowed
    assert not decide(registrar, action).allowed

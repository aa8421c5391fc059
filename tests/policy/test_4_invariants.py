"""Whatever people do within the rules, these hold: the policy's invariants on thirty walks."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from engine import queries, tables
from handlers.records.fields import digest_of
from handlers.records.tables import DistributionRecord, ModerationRecord, StageRecord
from handlers.scenarios.audits.player import LONDON
from tests.policy.one_audit import ADDRESS, TENANT, OneAudit
from tests.policy.test_4_2_reminders import working
from tests.policy.walk import CASES, PLANTED, Walk

Issue = Callable[..., OneAudit]
LINKLESS = {"issue_reviewer_copy", "reviewer_released", "moderation_nudge", "officer_overdue",
            "moderation_outcome"}  # fmt: skip
CHILD = (PLANTED, "A.B.", "L9-0000001")


@pytest.mark.parametrize("seed", range(30))
def test_a_walk_ends_and_every_invariant_holds(one_audit: Issue, seed: int) -> None:
    chance = Random(seed)
    audit = one_audit(**CASES[seed % len(CASES)])
    walk = Walk(audit, chance)
    walk.run(steps=40)
    assert audit.status() == "completed"
    for holds in (soundness, words_kept, stages, explained, one_grade, reminders, copies, letters):
        holds(audit)
    for id, before in walk.kept.items():
        after = audit.submission(id)
        assert (after.digest, after.answers) == before
    private(audit)


def soundness(audit: OneAudit) -> None:
    """Nothing has stalled or gone wrong, and the history fits together."""
    assert audit.incidents() == []
    with audit.database.read() as session:
        assert list(queries.stalled(session, TENANT)) == []
        instance = audit.rows(tables.ProcessInstance)[0]
        assert queries.verify_history(session, TENANT, instance.id) is None
    assert audit.own() == []


def words_kept(audit: OneAudit) -> None:
    """A record is what was submitted, to the letter."""
    for record in audit.rows(StageRecord):
        sent = audit.submission(record.submission_id)
        assert (sent.answers, sent.by, sent.at) == (record.answers, record.by, record.at)
        assert record.digest == sent.digest == digest_of(record.answers)


def stages(audit: OneAudit) -> None:
    """Invariants 1 and 2: the reviewer comes second, and alone grades supervision."""
    records = {record.stage: record for record in audit.rows(StageRecord)}
    for row in audit.rows(tables.UserTask, element_id="review_case"):
        assert row.created_at >= records[1].at
    if 1 in records:
        assert records[1].supervision is None
        assert "grade" not in records[1].answers["s9"]
    if 2 in records:
        assert records[2].supervision == records[2].answers["s9"]["grade"]
        assert records[1].answers.keys() == records[2].answers.keys()


def explained(audit: OneAudit) -> None:
    """Invariant 3: every answer that differs from the auditor's has its reason."""
    records = {record.stage: record for record in audit.rows(StageRecord)}
    if 2 not in records:
        return
    deployed = audit.engine.deployed(audit.deployment())
    for section in deployed.forms["audit"].presented(list(records[1].answers)):
        theirs, mine = (records[stage].answers[section.key] for stage in (1, 2))
        for key in (c.key for c in section.walk() if c.compared):
            if key in theirs and key in mine and theirs[key] != mine[key]:
                assert len(mine[f"{key}_why"]) >= 15, key


def one_grade(audit: OneAudit) -> None:
    """Invariants 4 to 6: one overall grade for both, and an officer's finding is the last word."""
    row = audit.audit()
    found = sorted(audit.rows(ModerationRecord), key=lambda one: one.sequence)
    if row.state != "concluded":
        assert row.final_overall is None
        return
    said = [found[-1]] if found else audit.rows(StageRecord)
    assert {one.overall for one in said} == {row.final_overall}
    assert [one for one in found[:-1] if one.is_final] == []
    if found and found[-1].is_final:
        assert row.final_supervision == found[-1].supervision
        assert row.officer == found[-1].by
        assert row.officer not in (row.reviewer, row.auditor, row.service_manager)
    assert row.reviewer != row.service_manager


def reminders(audit: OneAudit) -> None:
    """Invariant 8: on working days at eight, never twice a day, and none after the submission."""
    records = {record.stage: record for record in audit.rows(StageRecord)}
    for stage, letter in ((1, "reminder_auditor"), (2, "reminder_reviewer")):
        sent = [mail.created_at.astimezone(LONDON) for mail in audit.mail(letter)]
        assert [at for at in sent if not working(at.date()) or f"{at:%H:%M}" != "08:00"] == []
        assert all(earlier < later for earlier, later in pairwise(sent))
        if stage in records:
            assert all(at <= records[stage].at for at in sent)


def copies(audit: OneAudit) -> None:
    """Invariant 9: every form that was sent has its record, with the row that chose the reader."""
    records = audit.rows(DistributionRecord)
    noted = {(one.person_id, str(one.document_id)) for one in records}
    sent = {(mail.recipient, id) for mail in audit.mail("form_copy") for id in mail.attachments}
    assert sent == noted
    assert all(one.rule and one.version == 1 and one.at for one in records)
    for record in audit.rows(StageRecord):
        assert ("auditor", record.stage) in {(one.person_id, one.stage) for one in records}


def letters(audit: OneAudit) -> None:
    """Invariant 1 and R28: a link to a user task goes to the person it waits for."""
    tasks = {str(row.id): row for row in audit.rows(tables.UserTask)}
    for mail in audit.mail():
        linked = [id for id in tasks if f"{ADDRESS}/tasks/{id}" in mail.body]
        assert {tasks[id].assignee for id in linked} <= {mail.recipient}
        if mail.letter in LINKLESS:
            assert "http" not in mail.subject + mail.body
        assert mail.address == f"{mail.recipient}@example.org"


def private(audit: OneAudit) -> None:
    """No word anybody wrote and nothing of the child is in a letter, the state or the history."""
    instance = audit.rows(tables.ProcessInstance)[0]
    seen: list[Any] = [zlib.decompress(instance.state).decode()]
    seen += [mail.subject + mail.body + mail.reason for mail in audit.mail()]
    seen += [str(line.detail) for line in audit.rows(tables.History)]
    seen += [f"{job.payload} {job.last_error}" for job in audit.rows(tables.Job)]
    assert [(text, word) for text in seen for word in CHILD if word in text] == []

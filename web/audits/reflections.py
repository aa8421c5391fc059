"""What the social worker said of their own practice, for those who audit it (section 2, A10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.deployments import Deployed
from engine.tables import Submission, UserTask
from forms import AnswerRow, answer_rows
from handlers.directory.reading import names
from handlers.records.audits import Audit
from handlers.records.tables import Reflection
from web.access.audits import audit_facts
from web.access.named import audit_readers
from web.parts import parts

FORM, RELEASE = "reflection", "release_reflection"


@dataclass(frozen=True)
class Said:
    """A contribution as it was given; `late` when the audit form was open already."""

    at: datetime
    late: bool
    rows: list[AnswerRow]


@dataclass(frozen=True)
class Released:
    """That the auditor went on without it, and why."""

    at: datetime
    by: str
    rows: list[AnswerRow]


@dataclass(frozen=True)
class Reflections:
    """All that was said, in order. `recorded` is False while it is still awaited."""

    said: list[Said]
    released: list[Released]
    recorded: bool


def reflections(session: Session, audit: Audit, used: Deployed) -> Reflections:
    """What is recorded for an audit. The caller has asked whether the person may read it."""
    query = select(Reflection).where(
        Reflection.tenant_id == audit.tenant_id, Reflection.audit_id == audit.id
    )
    rows = session.scalars(query.order_by(Reflection.at)).all()
    given = [row for row in rows if row.submission_id is not None]
    said = [Said(row.at, row.late, _rows(used, FORM, row.answers)) for row in given]
    return Reflections(said, _released(session, audit, used), bool(rows))


def reflections_beside(row: UserTask) -> Reflections | None:
    """For the page of a user task; None where nothing is recorded or the person may not read it."""
    here = parts()
    if row.form == FORM:
        return None
    with here.database.read() as db:
        audit = _audit_of(db, here.tenant, row.instance_id)
        if audit is None:
            return None
        facts = audit_facts(db, here.tenant, g.actor, audit.id, audit_readers())
        if not facts.may_read("reflection"):
            return None
        found = reflections(db, audit, here.engine.deployed(row.deployment_id))
    return found if found.recorded else None


def _audit_of(session: Session, tenant: str, instance: UUID) -> Audit | None:
    query = select(Audit).where(Audit.tenant_id == tenant, Audit.instance_id == instance)
    return session.scalars(query).one_or_none()


def _released(session: Session, audit: Audit, used: Deployed) -> list[Released]:
    query = select(Submission).where(
        Submission.tenant_id == audit.tenant_id,
        Submission.instance_id == audit.instance_id,
        Submission.form == RELEASE,
    )
    found: Sequence[Submission] = session.scalars(query.order_by(Submission.at)).all()
    known = names(session, audit.tenant_id, [one.by for one in found])
    return [
        Released(one.at, known.get(one.by, one.by), _rows(used, RELEASE, one.answers))
        for one in found
    ]


def _rows(used: Deployed, key: str, answers: dict[str, object]) -> list[AnswerRow]:
    form = used.forms.get(key)
    return answer_rows(form.sections[0], answers) if form else []

"""What left the house about an audit: documents, copies with their rules, letters."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine import decisions
from engine.bundle import Bundle
from engine.kept import Kept
from engine.tables import Document, Mail
from handlers.directory.reading import names
from handlers.directory.roles import words
from handlers.records.audits import Audit
from handlers.records.page import CopyLine, DocumentLine, LetterLine
from handlers.records.tables import DistributionRecord

TABLE = "distribution"


def documents(session: Session, audit: Audit) -> tuple[DocumentLine, ...]:
    """The forms that were sent, oldest first; only the newest is not superseded."""
    query = (
        select(Document, func.min(DistributionRecord.stage))
        .join(
            DistributionRecord,
            (DistributionRecord.tenant_id == Document.tenant_id)
            & (DistributionRecord.document_id == Document.id),
        )
        .where(Document.tenant_id == audit.tenant_id, DistributionRecord.audit_id == audit.id)
        .group_by(Document.tenant_id, Document.id)
        .order_by(Document.created_at, Document.id)
    )
    found = session.execute(query).all()
    last = max((stage for _, stage in found), default=0)
    return tuple(
        DocumentLine(one.id, one.name, stage, one.created_at, stage < last) for one, stage in found
    )


def copies(session: Session, audit: Audit, bundle: Bundle) -> tuple[CopyLine, ...]:
    """Who was sent which form and why, in order."""
    query = (
        select(DistributionRecord)
        .where(DistributionRecord.tenant_id == audit.tenant_id)
        .where(DistributionRecord.audit_id == audit.id)
        .order_by(DistributionRecord.at, DistributionRecord.role, DistributionRecord.person_id)
    )
    rows = session.scalars(query).all()
    known = names(session, audit.tenant_id, [row.person_id for row in rows])
    reasons = rule_notes(bundle)
    return tuple(
        CopyLine(
            person=known.get(row.person_id, row.person_id),
            role=words(row.role),
            document=row.document_id,
            stage=row.stage,
            version=row.version,
            rule=row.rule,
            why=reasons.get((row.rule, row.role), ""),
            attached=row.attached,
            at=row.at,
        )
        for row in rows
    )


def rule_notes(bundle: Bundle) -> Mapping[tuple[str, str], str]:
    """The explanation of each row of the table of copies, by the rule and role it gives; read once
    for the same content."""
    return _NOTES.of(bundle)


def _notes(bundle: Bundle) -> Mapping[tuple[str, str], str]:
    notes: dict[tuple[str, str], str] = {}
    for path in bundle.paths(".dmn"):
        for decision in decisions.read(bundle.files[path], path):
            if decision.id == TABLE and decision.table is not None:
                columns = [output.name for output in decision.table.outputs]
                for rule in decision.table.rules:
                    given = dict(zip(columns, map(_text, rule.outputs), strict=True))
                    notes.setdefault((given.get("rule", ""), given.get("role", "")), rule.note)
    return notes


_NOTES = Kept(_notes, 8)


def letters(session: Session, audit: Audit) -> tuple[LetterLine, ...]:
    """The letters of an audit, in order."""
    if audit.instance_id is None:
        return ()
    query = select(Mail).where(
        Mail.tenant_id == audit.tenant_id, Mail.instance_id == audit.instance_id
    )
    rows = session.scalars(query.order_by(Mail.created_at, Mail.id)).all()
    known = names(session, audit.tenant_id, [row.recipient for row in rows])
    return tuple(
        LetterLine(
            row.letter,
            known.get(row.recipient, row.recipient),
            row.subject,
            row.reason,
            row.state,
            row.created_at,
        )
        for row in rows
    )


def _text(cell: str | None) -> str:
    return (cell or "").strip().strip('"')

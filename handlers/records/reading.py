"""Reading an audit back for its page. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.errors import NotFound
from handlers.directory.reading import names
from handlers.directory.roles import words
from handlers.letters.context import PARTS, audit_names
from handlers.records import sent
from handlers.records.audits import Audit
from handlers.records.beginning import begun
from handlers.records.page import AuditPage, Participant
from handlers.records.progress import timeline, where_it_is

PROCESS = "case_audit"
BundleOf = Callable[[UUID], Bundle]


def audit_page(
    session: Session, tenant: str, reference: str, bundle_of: BundleOf | None = None
) -> AuditPage:
    """Everything the page of an audit shows. NotFound when there is no such audit.

    `bundle_of` gives a deployment's bundle where it is known already; else it is read.
    """
    query = select(Audit).where(Audit.tenant_id == tenant, Audit.reference == reference)
    audit = session.scalars(query).one_or_none()
    if audit is None:
        raise NotFound("There is no such audit.")
    bundle, people = _bundle(session, audit, bundle_of), participants(session, audit)
    shown = audit_names(session, bundle, audit)
    documents = sent.documents(session, audit)
    return AuditPage(
        id=audit.id,
        instance_id=begun(session, audit),
        reference=audit.reference,
        month=shown["month"],
        category=shown["category"],
        state=audit.state,
        team=shown["team"],
        people=people,
        where=where_it_is(session, audit),
        timeline=timeline(session, audit, people, documents),
        documents=documents,
        copies=sent.copies(session, audit, bundle),
        letters=sent.letters(session, audit),
    )


def participants(session: Session, audit: Audit) -> Mapping[str, Participant]:
    """Who takes part, by part; parts that nobody has are left out."""
    ids = {part: getattr(audit, part) for part in PARTS}
    known = names(session, audit.tenant_id, list(ids.values()))
    return {
        part: Participant(person, known.get(person, person), words(PARTS[part]))
        for part, person in ids.items()
        if person
    }


def _bundle(session: Session, audit: Audit, bundle_of: BundleOf | None) -> Bundle:
    """The bundle the audit runs on; before it begins, the one it would begin with."""
    tenant, instance = audit.tenant_id, begun(session, audit)
    deployment: UUID
    if instance is not None:
        deployment = queries.instance(session, tenant, instance).deployment_id
    else:
        deployment = queries.active_process(session, tenant, PROCESS).deployment_id
    if bundle_of is not None:
        return bundle_of(deployment)
    return Bundle(queries.deployment_files(session, tenant, deployment))

"""The audits a person may see, one of them, its diagram and its documents."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.deployments import Deployed
from engine.history import append_audit_log
from engine.tables import ProcessDefinition
from handlers.records.audits import Audit
from handlers.records.page import AuditPage
from handlers.records.reading import PROCESS, audit_page
from web.access.audits import audit_facts, document_facts
from web.access.facts import AuditFacts, DocumentFacts
from web.access.named import audit_readers
from web.access.permission import permit
from web.audits.content import content_of
from web.audits.listing import AuditFilters, audits
from web.diagrams.framework import framework
from web.diagrams.marks import marks
from web.diagrams.source import Diagram, definition, diagram, xml_answer, xml_of
from web.documents import download
from web.inbox.filters import page_number
from web.parts import parts

blueprint = Blueprint("audits", __name__)


def facts(reference: str) -> AuditFacts | None:
    """How the person stands to the audit; None when there is no such audit."""
    here = parts()
    with here.database.read() as db:
        row = _audit(db, reference)
        return audit_facts(db, here.tenant, g.actor, row.id, audit_readers()) if row else None


def facts_of_document(document_id: UUID) -> DocumentFacts | None:
    """Whom the document was sent to; None when there is none, or it belongs to no audit."""
    here = parts()
    with here.database.read() as db:
        return document_facts(db, here.tenant, g.actor, document_id, audit_readers())


@blueprint.get("/audits")
@permit("audit.list")
def overview() -> ResponseReturnValue:
    """Every audit I take part in, was sent something of, or administer; newest month first."""
    here, chosen = parts(), AuditFilters.of(request.args)
    with here.database.read() as db:
        page = audits(db, here.tenant, g.actor, chosen, page_number(request.args))
    return render_template(
        "audits/overview.html",
        list=page, chosen=chosen,
        address=lambda number: url_for("audits.overview", **{**request.args, "page": number}),
    )  # fmt: skip


@blueprint.get("/audits/<reference>")
@permit("audit.read", facts)
def audit(reference: str) -> ResponseReturnValue:
    """One audit: where it is, what happened, documents, who got what and why."""
    here = parts()
    with here.database.read() as db:
        shown = audit_page(db, here.tenant, reference, lambda id: here.engine.deployed(id).bundle)
        used = here.engine.deployed(_deployment(db, shown.instance_id))
        content = content_of(db, here.tenant, shown, g.resource, g.actor.person, used)
        picture = _diagram(db, shown, used) if shown.instance_id else None
    known = {"page": shown, "content": content, "framework": framework(used)}
    return render_template("audits/audit.html", **known, diagram=picture)


@blueprint.get("/audits/<reference>/diagram")
@permit("audit.read", facts)
def xml(reference: str) -> ResponseReturnValue:
    """The diagram this audit was begun with."""
    here = parts()
    with here.database.read() as db:
        row = _audit(db, reference)
        if row is None or row.instance_id is None:
            abort(404)
        return xml_answer(xml_of(db, here.tenant, _definition(db, row.instance_id)))


@blueprint.get("/documents/<uuid:document_id>")
@permit("document.read", facts_of_document)
def document(document_id: UUID) -> ResponseReturnValue:
    """Download a document. Who downloaded it and when is kept in the audit log."""
    here = parts()
    with here.database.write() as db:
        found = queries.document(db, here.tenant, document_id)
        append_audit_log(
            db, here.tenant,
            at=here.clock.now(), by=g.actor.person, action="document.read", about=str(document_id),
        )  # fmt: skip
        return download(found, queries.document_bytes(db, here.tenant, document_id))


def _audit(session: Session, reference: str) -> Audit | None:
    query = select(Audit).where(
        Audit.tenant_id == parts().tenant, Audit.reference == reference[:20]
    )
    return session.scalars(query).one_or_none()


def _deployment(session: Session, instance: UUID | None) -> UUID:
    """The deployment the audit runs on; before it begins, the one it would begin with."""
    tenant = parts().tenant
    if instance is None:
        return queries.active_process(session, tenant, PROCESS).deployment_id
    return queries.instance(session, tenant, instance).deployment_id


def _definition(session: Session, instance: UUID) -> ProcessDefinition:
    row = queries.instance(session, parts().tenant, instance)
    return definition(session, parts().tenant, row.deployment_id, row.process_key)


def _diagram(session: Session, page: AuditPage, used: Deployed) -> Diagram:
    instance, tenant = page.instance_id or abort(404), parts().tenant
    user_tasks = queries.user_tasks(session, tenant, instance)
    url = url_for("audits.xml", reference=page.reference)
    found = _definition(session, instance)
    return diagram(session, tenant, found, url, marks(user_tasks, []), used)

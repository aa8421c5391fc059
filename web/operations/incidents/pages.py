"""One cause, and one incident of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.commands.care.resolve import MOST
from engine.commands.care.verdict import OPEN, judge
from engine.tables import Deployment, Incident, Job, Mail, ProcessInstance
from web.access.permission import permit
from web.operations.incidents import reading, wording
from web.operations.incidents.blueprint import CAUSE, ONE, blueprint
from web.operations.incidents.filters import STATES
from web.operations.incidents.naming import Names
from web.parts import Parts, parts

Wrong = Mapping[str, str]


@blueprint.get(CAUSE)
@permit("operations.read")
def cause(cause: str) -> ResponseReturnValue:
    """What is wrong, whom it holds up, what helps, and who looks after it."""
    return cause_page(cause)


@blueprint.get(ONE)
@permit("operations.read")
def incident(incident_id: UUID) -> ResponseReturnValue:
    """The same of one incident, with what can be done about it alone."""
    return incident_page(incident_id)


def cause_page(key: str, wrong: Wrong | None = None) -> str:
    """The page of a cause, with what was wrong with what was sent."""
    here = parts()
    with here.database.read() as db:
        found = reading.cause(db, here, key)
        state = request.args.get("state", "")
        state = state if state in STATES else _state(db, here, key)
        listed = reading.incidents(db, here, key, state, request.args.get("after", "")[:100])
        care = reading.care(db, here, key)
        first = next((row for row in listed.rows.rows if row.state == "open"), None)
        version = _version(db, here, first) if first else None
        place = Names(db, here, version).place(found.process_key, found.element_id)
        verdict = judge(here.engine.context, db, first) if first else None
    after = listed.rows.after
    more = url_for(".cause", cause=key, state=state, after=after) if after else ""
    return render_template(
        "operations/incidents/cause.html",
        one=found, state=state, states=STATES, listed=listed, care=care, place=place, more=more,
        verdict=verdict, most=MOST,
        words=wording, wrong=wrong or {}, typed=request.form, back="",
    )  # fmt: skip


def incident_page(incident_id: UUID, wrong: Wrong | None = None) -> str:
    """The page of an incident, with what was wrong with what was sent."""
    here = parts()
    with here.database.read() as db:
        row = queries.incident(db, here.tenant, incident_id)
        shown = _around(db, here, row)
    return render_template(
        "operations/incidents/incident.html",
        row=row, words=wording, wrong=wrong or {}, typed=request.form, back=row.id, **shown,
    )  # fmt: skip


def _around(session: Session, here: Parts, row: Incident) -> dict[str, Any]:
    tenant = here.tenant
    instance = row.instance_id and session.get(ProcessInstance, (tenant, row.instance_id))
    version = _version(session, here, row)
    job = row.job_id and session.get(Job, (tenant, row.job_id))
    opened = bool(instance and instance.status in OPEN)
    return {
        "instance": instance,
        "opened": opened,
        "place": Names(session, here, version).place(row.process_key, row.element_id),
        "alike": reading.cause(session, here, row.cause),
        "care": reading.care(session, here, row.cause, str(row.id)),
        "verdict": judge(here.engine.context, session, row),
        "letter": _letter(session, row, job or None),
        "technical": wording.technical(row, job or None),
        "waits": bool(job and job.state == "incident") or not row.instance_id,
    }


def _version(session: Session, here: Parts, row: Incident) -> Deployment | None:
    """The version of the instance it holds up."""
    instance = row.instance_id and session.get(ProcessInstance, (here.tenant, row.instance_id))
    return session.get(Deployment, (here.tenant, instance.deployment_id)) if instance else None


def _letter(session: Session, row: Incident, job: Job | None) -> str:
    """The page of the letter that did not go; "" when it is about none."""
    if job is None or job.kind != "mail":
        return ""
    query = select(Mail.id).where(Mail.tenant_id == row.tenant_id, Mail.job_id == job.id)
    found = session.scalars(query).first()
    return url_for("operations_letters.letter", mail_id=found) if found else ""


def _state(session: Session, here: Parts, key: str) -> str:
    """Those that are open, unless there are none."""
    some = reading.incidents(session, here, key, "open", size=1).rows.rows
    return "open" if some else "resolved"

"""Which pages are measured: each with the ids of what is largest, and each list with every filter,
in every order, at its end, and where nothing is found. And which are not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from engine import tables
from engine.database import Database
from engine.queries.slices import place
from handlers.tables import Audit, PersonRole
from web.account.tables import SignInAttempt

BELOW = (
    *("/operations", "/api", "/metrics", "/tasks", "/audits", "/reports", "/processes"),
    *("/healthz", "/readyz", "/absences", "/cover", "/published"),
)
LIST = "/operations/instances"
# By whom a page is opened that is not for administrators: the first that fits.
VISITORS: Mapping[str, tuple[str, ...]] = {
    "/api/v1/user-tasks": ("program for the busiest",),
    "/api/v1": ("program",),
    "/metrics": ("program",),
    "/tasks": ("the busiest",),
    "/cover": ("the busiest",),
    "/audits": ("the auditor of most", "who sees all audits"),
    "/reports": ("who sees all audits",),
    "/absences": ("who sees all audits",),
    "/published": ("who sees all audits",),
}
LEFT_OUT = {
    "operations_unmasking.one": "content that somebody opened for minutes: of one instance",
    "operations_unmasking.part": "the same",
    "operations_unmasking.document": "the same",
    "operations_acting.done": "shows what was just done, which only who did it may see",
    "operations_acting.ask": "the forms of all operations are measured by those in ACTS",
    "operations_access_work_account.ask": "one row, where a work account is linked",
    "operations_clients.client": "one row of a short list",
    "api.prove_the_audit_log": "reads every line of the log: for a program at night",
    "inbox.done": "one row, only right after sending",
    "inbox.section": "a page of a form: not longer where there are more instances",
    "inbox.check": "the same",
    "audits.document": "a file as it is stored",
    "lists.published": "one month: not longer where there are more",
    "operations_erasures.one": "one row of a short list",
    "operations_export.ask": "a form of a few fields",
    "operations_erasures.proof": "a file as it is stored",
    "operations_holds.ask_lift": "one row",
    "api.read_erasure": "one row of a short list",
    "api.read_proof": "a file as it is stored",
    "reports.report": "stored figures of one period",
    "reports.area": "the same",
    "reports.pack": "a file as it is stored",
    "reports.as_sheet": "the same",
    "reports.as_paper": "made by a child process: `make bench` has a row for it",
    "rules.rule": "one text of the program's own",
}
# What an address may name; a page that needs anything else is left out above, with the reason.
IDS = frozenset(
    {
        *("instance_id", "incident_id", "job_id", "mail_id", "letter_id", "user_task_id"),
        *("deployment_id", "batch_id", "person_id", "process_key", "key", "reference", "cause"),
    }
)
FILES = ("csv", "json", "diagram", "items")
ACTS = ("skip", "move", "back", "variables", "due", "reassign", "suspend", "migrate", "cancel")
NARROWED: Mapping[str, tuple[str, ...]] = {
    LIST: (
        "status=active", "status=failed&process=case_audit", "status=failed&process=monthly_cycle",
        "status=suspended", "process=case_audit", "text=00123", "text=AUD-0012345", "text=1",
        "text=nothing-is-called-so", "text=9&status=active&district=Dover", "district=Dover",
        "district=Nowhere", "district=Dover&status=failed&process=case_audit", "version=1",
        "version=99", "who=miu", "who=a", "who={assignee}", "who={assignee}&sort=reference",
        "who=nobody-is-called-so", "element={element}", "element={element}&sort=reference",
        "element={element}&text=99", "element={element}&late=yes", "element=nowhere",
        "incident=any", "incident={cause}", "incident=any&sort=oldest", "late=yes",
        "late=yes&sort=oldest", "late=yes&who=a&status=active", "older=365&status=active",
        "older=365", "sort=oldest", "sort=reference", "sort=reference_back&status=active",
        "after={instance_place}", "after={instance_place}&status=active&sort=oldest",
        "after={instance_place}&element={element}", "before={instance_place}",
    ),
    "/operations/letters": (
        "state=not_arrived", "state=kept", "state=refused", "letter={letter}", "letter=none",
        "reference=AUD-0012345", "reference=none", "who={recipient}", "who=a",
        "who=nobody-is-called-so", "who={recipient}&after={letter_place}", "after={letter_place}",
        "letter={letter}&after={letter_place}", "state=kept&after={letter_place}",
    ),
    "/operations/jobs": (
        "state=late", "state=waiting", "state=again", "state=leased", "state=held", "kind=timer",
        "kind=start", "element={timer}", "element=nowhere", "after={job_place}",
        "element=nowhere&after={job_place}",
    ),
    "/operations/audit-log": (
        "group=letter", "group=month", "who={assignee}", "who=nobody-is-called-so", "after=30",
        "about=thing-77", "about=nothing", "first=2026-01-01&last=2026-02-01", "first=2099-01-01",
        "last=2000-01-01", "group=role&who={assignee}&first=2026-12-01&last=2026-12-20",
    ),
    "/operations/access": ("text=a", "text=nobody-is-called-so", "who=left", "page=3"),
    "/operations/access/sign-ins": (
        "who={assignee}", "outcome=not_accepted", "outcome=limited", "after={attempt_place}",
    ),
    "/operations/incidents": (
        "state=resolved", "whose=me", "whose=nobody", "process=case_audit", "process=none",
        "whose=nobody&process=case_audit", "state=resolved&process=none", "after=1_none",
    ),
    "/operations/processes/case_audit": ("days=365", "version=1"),
    "/api/v1/instances": (
        "limit=100", "element={element}", "status=failed&order=oldest", "overdue=true",
    ),
    "/api/v1/incidents": ("limit=100", "cause={cause}", "cause={cause}&state=resolved"),
    "/api/v1/incident-causes": ("limit=100", "state=resolved", "unassigned=true"),
    "/api/v1/letters": ("limit=100", "state=refused"),
    "/tasks": ("text=nothing", "text=0001", "whose=mine&page=2", "due=overdue", "page=40"),
    "/audits": ("text=0001", "state=concluded", "month=2026-09", "text=nothing", "page=40"),
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What there is to open: ids by the name they have in addresses, words by that in filters."""

    ids: Mapping[str, object]
    words: Mapping[str, object]


def known(database: Database, tenant: str, longest: str) -> Known:
    """The largest of each kind; `longest` is the reference of the instance with most of all."""
    with database.read() as session:
        return Known(_ids(session, tenant, longest), _words(session, tenant))


def visits(app: Flask, found: Known) -> Iterator[tuple[str, str]]:
    """Every page, then every list as it can be narrowed, as (who, address)."""
    for address in _addresses(app, found):
        known = (who for below, who in VISITORS.items() if address.startswith(below))
        yield from ((who, address) for who in next(known, ("an administrator",)))


def _addresses(app: Flask, found: Known) -> Iterator[str]:
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        for rule in measured_rules(app):
            yield urls.build(rule.endpoint, {key: found.ids[key] for key in rule.arguments})
    acting = f"{LIST}/{found.ids['instance_id']}/act"
    yield from (f"{acting}/{kind}" for kind in ACTS)
    for page, asked in NARROWED.items():
        yield from (f"{page}?{one.format_map(found.words)}" for one in asked)


def measured_rules(app: Flask) -> list[Rule]:
    """The rules that pages are read by, but for those left out and for files."""
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    kept = (rule for rule in rules if rule.rule.startswith(BELOW))
    return sorted(
        (r for r in kept if r.endpoint not in LEFT_OUT and not r.rule.endswith(FILES)),
        key=lambda rule: rule.rule,
    )


def _ids(session: Session, tenant: str, longest: str) -> dict[str, object]:
    row = tables.ProcessInstance
    instance = session.scalars(select(row.id).where(row.business_key == longest)).one()
    theirs = Audit.auditor == _most(session, Audit.auditor)
    return {
        "instance_id": instance,
        "incident_id": _first(session, tables.Incident.id),
        "job_id": _first(session, tables.Job.id, tables.Job.state == "ready"),
        "mail_id": _first(session, tables.Mail.id),
        "letter_id": _first(session, tables.Mail.id),
        "user_task_id": _theirs(session),
        "deployment_id": _first(session, tables.Deployment.id),
        "batch_id": session.scalars(
            select(tables.Batch.id).order_by(tables.Batch.total.desc()).limit(1)
        ).one(),
        "person_id": _most(session, tables.UserTask.assignee, tables.UserTask.state == "open"),
        "process_key": "case_audit", "key": "case_audit",
        "reference": _first(session, Audit.reference, theirs),
        "cause": _most(session, tables.Incident.cause),
    }  # fmt: skip


def _words(session: Session, tenant: str) -> dict[str, object]:
    user_task, mail, job = tables.UserTask, tables.Mail, tables.Job
    going_on = (tables.ActivityInstance.ended_at.is_(None),)
    going_on += (tables.ActivityInstance.type == "userTask",)
    return {
        "assignee": _most(session, user_task.assignee, user_task.state == "open"),
        "element": _most(session, tables.ActivityInstance.element_id, *going_on),
        "cause": _most(session, tables.Incident.cause),
        "letter": _most(session, mail.letter),
        "recipient": _most(session, mail.recipient),
        "timer": _most(session, job.element_id, job.state == "ready"),
        "instance_place": _far(session, tables.ProcessInstance.started_at, False),
        "letter_place": _far(session, mail.created_at, False),
        "job_place": _far(session, job.due_at, True, job.state == "ready"),
        "attempt_place": _far(session, SignInAttempt.at, False),
    }


def _theirs(session: Session) -> UUID:
    """A user task of the person who has most."""
    row = tables.UserTask
    person = _most(session, row.assignee, row.state == "open")
    return _first(session, row.id, row.assignee == person, row.state == "open")


def _first(session: Session, column: Any, *which: Any) -> Any:
    return session.scalars(select(column).where(*which).limit(1)).one()


def _most(session: Session, column: Any, *which: Any) -> Any:
    """The value that most rows have."""
    query = select(column).where(column.is_not(None), *which).group_by(column)
    return session.scalars(query.order_by(func.count().desc(), column).limit(1)).one()


def _far(session: Session, at: Any, rising: bool, *which: Any) -> str:
    """Where the last pages of a list begin: forty rows from its end."""
    query = select(at, at.class_.id).where(*which).order_by(at.desc() if rising else at)
    instant, id = session.execute(query.offset(40).limit(1)).one()
    return place(instant, id).replace("+", "%2B")


def people(database: Database) -> dict[str, str]:
    """Who visits pages, as a person; programs act for these or for themselves."""
    user_task = tables.UserTask
    with database.read() as session:
        return {
            "an administrator": _first(session, PersonRole.person_id, PersonRole.role == "admin"),
            "the busiest": _most(session, user_task.assignee, user_task.state == "open"),
            "the auditor of most": _most(session, Audit.auditor),
            "a process owner": _first(
                session, PersonRole.person_id, PersonRole.role == "process_owner"
            ),
            "who sees all audits": _first(session, PersonRole.person_id, PersonRole.role == "miu"),
        }

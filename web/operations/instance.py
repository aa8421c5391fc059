"""One process instance as an administrator sees it: states and names, never what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from engine import queries
from engine.queries import IncidentFilters, MailFilters
from engine.tables import History, Incident, Job, Mail, ProcessInstance, UserTask
from handlers.directory.reading import names
from web.diagrams.source import Diagram, definition, diagram
from web.parts import Parts

WAITING = {"ready", "leased"}
MOST = 200


@dataclass(frozen=True)
class View:
    """What the page shows. `open` are the user tasks that wait for somebody."""

    row: ProcessInstance
    name: str
    diagram: Diagram
    open: list[UserTask]
    jobs: list[Job]
    history: Sequence[History]
    mails: list[Mail]
    incidents: list[Incident]
    names: dict[str, str]


def view_of(session: Session, here: Parts, instance_id: UUID) -> View:
    """Load it. NotFound when there is no such instance."""
    tenant = here.tenant
    row = queries.instance(session, tenant, instance_id)
    found = definition(session, tenant, row.deployment_id, row.process_key)
    tasks = [t for t in queries.user_tasks(session, tenant, instance_id) if t.state == "open"]
    jobs = [j for j in queries.jobs(session, tenant, instance_id) if j.state in WAITING]
    held = queries.incidents(session, tenant, IncidentFilters(None, None, instance_id), 1, MOST)
    letters = queries.mails(session, tenant, MailFilters(instance_id=instance_id), 1, MOST)
    history = queries.history(session, tenant, instance_id)
    url = url_for("operations.diagram", instance_id=instance_id)
    return View(
        row=row,
        name=found.name,
        diagram=diagram(
            session,
            tenant,
            found,
            url,
            marks(tasks, jobs, held.rows),
            here.engine.deployed(row.deployment_id),
        ),
        open=tasks,
        jobs=jobs,
        history=history,
        mails=letters.rows,
        incidents=held.rows,
        names=names(session, tenant, _people(tasks, letters.rows, history)),
    )


def _people(
    tasks: Sequence[UserTask], letters: Sequence[Mail], history: Sequence[History]
) -> list[str | None]:
    return [*(t.assignee for t in tasks), *(m.recipient for m in letters), *(h.by for h in history)]


def marks(
    tasks: Sequence[UserTask], jobs: Sequence[Job], incidents: Sequence[Incident] = ()
) -> dict[str, str]:
    """Where an instance is, as kinds of mark by element; an incident outweighs waiting."""
    waiting = [t.element_id for t in tasks if t.state == "open"]
    waiting += [j.element_id for j in jobs if j.element_id and j.state in WAITING]
    held = [i.element_id for i in incidents if i.state == "open" and i.element_id]
    return dict.fromkeys(waiting, "waiting") | dict.fromkeys(held, "incident")

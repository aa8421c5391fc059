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
class Found:
    """What there is of an instance. `open` are the user tasks that wait for somebody."""

    open: list[UserTask]
    jobs: list[Job]
    history: Sequence[History]
    mails: list[Mail]
    incidents: list[Incident]


@dataclass(frozen=True)
class View:
    """What the page shows; `names` are those of the people in it, by id."""

    row: ProcessInstance
    name: str
    diagram: Diagram
    found: Found
    names: dict[str, str]


def view_of(session: Session, here: Parts, instance_id: UUID) -> View:
    """Load it. NotFound when there is no such instance."""
    row = queries.instance(session, here.tenant, instance_id)
    found = _found(session, here.tenant, instance_id)
    known = _people(found)
    return View(
        row=row,
        name=definition(session, here.tenant, row.deployment_id, row.process_key).name,
        diagram=_diagram(session, here, row, found),
        found=found,
        names=names(session, here.tenant, known),
    )


def _found(session: Session, tenant: str, instance_id: UUID) -> Found:
    held = queries.incidents(session, tenant, IncidentFilters(None, None, instance_id), 1, MOST)
    letters = queries.mails(session, tenant, MailFilters(instance_id=instance_id), 1, MOST)
    user_tasks = queries.user_tasks(session, tenant, instance_id)
    return Found(
        open=[one for one in user_tasks if one.state == "open"],
        jobs=[j for j in queries.jobs(session, tenant, instance_id) if j.state in WAITING],
        history=queries.history(session, tenant, instance_id),
        mails=letters.rows,
        incidents=held.rows,
    )


def _diagram(session: Session, here: Parts, row: ProcessInstance, found: Found) -> Diagram:
    drawn = definition(session, here.tenant, row.deployment_id, row.process_key)
    used = here.engine.deployed(row.deployment_id)
    placed = marks(found.open, found.jobs, found.incidents)
    url = url_for("operations.diagram", instance_id=row.id)
    return diagram(session, here.tenant, drawn, url, placed, used)


def _people(found: Found) -> list[str | None]:
    people = [*(one.assignee for one in found.open), *(m.recipient for m in found.mails)]
    covered = (line.detail["for"] for line in found.history if "for" in line.detail)
    return [*people, *(line.by for line in found.history), *covered]


def marks(
    user_tasks: Sequence[UserTask], jobs: Sequence[Job], incidents: Sequence[Incident] = ()
) -> dict[str, str]:
    """Where an instance is, as kinds of mark by element; an incident outweighs waiting."""
    waiting = [t.element_id for t in user_tasks if t.state == "open"]
    waiting += [j.element_id for j in jobs if j.element_id and j.state in WAITING]
    held = [i.element_id for i in incidents if i.state == "open" and i.element_id]
    return dict.fromkeys(waiting, "waiting") | dict.fromkeys(held, "incident")

"""What there is of an instance, read once for its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.commands.tally import days_of
from engine.figures import Days
from engine.queries import Passed, Waiting
from engine.spiff import ProcessSpec
from engine.tables import Deployment, ProcessInstance
from handlers.directory.reading import names
from web.operations.versions import processes_of
from web.parts import Parts

BESIDE = ("boundaryEvent", "startEvent")


@dataclass(frozen=True)
class About:
    """An instance and its surroundings; `days` are those of its process.

    `processes` are those of its bundle: none when that can no longer be read.
    """

    row: ProcessInstance
    version: Deployment
    processes: Mapping[str, ProcessSpec]
    days: Days
    now: datetime

    @property
    def name(self) -> str:
        """What the process is called."""
        return self.process_name(self.row.process_key)

    def process_name(self, key: str) -> str:
        """What any process of the bundle is called; its key where there is none."""
        spec = self.processes.get(key)
        return spec.name or key if spec else key

    def element_name(self, element_id: str, process_key: str = "") -> str:
        """What the diagram calls an element; its id where it is in none."""
        specs = self.processes
        first = [specs[process_key]] if process_key in specs else []
        found = (
            s.elements[element_id] for s in [*first, *specs.values()] if element_id in s.elements
        )
        element = next(found, None)
        return (element.name if element else "") or element_id

    def beside(self, element_id: str) -> bool:
        """Whether an element is an event on the edge of an activity or at the start of an event
        sub-process: it may happen, and the way goes on without it."""
        found = (spec.elements.get(element_id) for spec in self.processes.values())
        return any(one is not None and one.type in BESIDE for one in found)


@dataclass(frozen=True)
class Found(About):
    """The same with where it is and what it passed. `people` are names by id."""

    waiting: Waiting
    passed: list[Passed]
    people: Mapping[str, str]

    def who(self, person: str | None) -> str:
        """A person by name."""
        return self.people.get(person or "", person or "")


def about(session: Session, here: Parts, instance_id: UUID) -> About:
    """What all its pages begin with. NotFound when there is no such instance."""
    row = queries.instance(session, here.tenant, instance_id)
    return About(
        row=row,
        version=queries.deployment(session, here.tenant, row.deployment_id),
        processes=processes_of(here, row.deployment_id),
        days=days_of(here.engine.context, session, row.deployment_id),
        now=here.clock.now(),
    )


def found(session: Session, here: Parts, instance_id: UUID) -> Found:
    """Everything its first page tells of. NotFound when there is no such instance."""
    waiting = queries.waiting(session, here.tenant, instance_id)
    return Found(
        **vars(about(session, here, instance_id)),
        waiting=waiting,
        passed=queries.passed(session, here.tenant, instance_id),
        people=names(session, here.tenant, list(waiting.people)),
    )

"""What invented people do with what waits for them: a user task, an offer, a start."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, select

from engine import queries, tables
from engine.deployments import Deployed
from engine.errors import AlreadyDone, AnswersRefused
from forms import Form
from handlers.directory.reading import people
from handlers.simulation.agenda import Chance
from handlers.simulation.behaviour import Behaviour, Habit
from handlers.simulation.filling import Writer
from handlers.simulation.leaving import Leaving
from handlers.simulation.world import World

MOST_ATTEMPTS = 8
_TASK, _SENT = tables.UserTask, tables.Submission
_OPEN = select(
    *(_TASK.id, _TASK.element_id, _TASK.form, _TASK.details, _TASK.version),
    *(_TASK.assignee, _TASK.candidate_group, _TASK.deployment_id, _TASK.business_key),
).where(_TASK.tenant_id == bindparam("of"), _TASK.id == bindparam("id"), _TASK.state == "open")
_ANSWERS = select(_SENT.answers).where(
    _SENT.tenant_id == bindparam("of"), _SENT.id == bindparam("id")
)
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:plumbline:simulation")


class People:
    """Everybody in the council. `stuck` tells what nobody could do, each once."""

    def __init__(self, world: World, behaviour: Behaviour, chance: Chance) -> None:
        self._world, self._behaviour, self._chance = world, behaviour, chance
        self._holders: dict[str, list[str]] = {}
        self.leaving = Leaving(world)
        self.stuck: dict[str, str] = {}

    def holders(self, role: str) -> list[str]:
        """Who holds a role, in order of their ids; looked up once."""
        if role not in self._holders:
            with self._world.database.read() as session:
                found = people(session, self._world.engine.tenant, role=role)
            self._holders[role] = sorted(one.id for one in found)
        return self._holders[role]

    def leave(self, person: str) -> None:
        """Somebody leaves."""
        self._holders.clear()
        self.leaving.leave(person)

    def submit(self, user_task_id: UUID, key: str) -> bool:
        """Do a user task, unless it is gone by now. Whether it waits for somebody to carry on."""
        row = self._open(user_task_id)
        if row is None:
            return False
        person = self._whose(row, key)
        if person is None:
            return row.assignee is not None
        if row.assignee is None:
            self._world.engine.claim(row.id, by=person)
            row = self._open(user_task_id) or row
        self._answer(row, person, key)
        return False

    def _answer(self, row: Row[Any], person: str, key: str) -> None:
        details, deployed = row.details, self._world.engine.deployed(row.deployment_id)

        def send(answers: dict[str, Any]) -> None:
            self._world.engine.complete(row.id, answers, by=person, seen=row.version)

        habit = self._behaviour.of_user_task(row.element_id)
        writer = self._writer(deployed, row.form, habit, key)
        if writer is not None:
            writer.sections, writer.context = details["sections"], details["context"]
            writer.reviewed = self._reviewed(details["reviews"])
        self._try(row.element_id, writer, send)

    def take(self, offer_id: UUID, key: str) -> None:
        """Take what is offered, unless it is gone by now."""
        with self._world.database.read() as session:
            row = session.get_one(tables.Offer, (self._world.engine.tenant, offer_id))
        if row.state != "open":
            return
        person = self._chance.dice(key, "who").choice(
            sorted({*row.people} - self.leaving.gone)
            or self.holders(str(row.candidate_group))
            or [""]
        )

        def send(answers: dict[str, Any]) -> None:
            self._world.engine.answer_offer(row.id, answers, by=person, seen=row.taken)

        deployed = self._world.engine.deployed(row.deployment_id)
        habit = self._behaviour.of_offer(row.element_id)
        self._try(row.element_id, self._writer(deployed, row.form, habit, key), send)

    def request(self, process: str, person: str, key: str) -> None:
        """Start a process that is offered to this person, if they still work here."""
        if person in self.leaving.gone:
            return
        with self._world.database.read() as session:
            row = queries.offered_start(session, self._world.engine.tenant, process)
        same = {
            "deployment_id": row.deployment_id,
            "submission": uuid.uuid5(NAMESPACE, f"{self._chance.dice(key).random()} {key}"),
        }

        def send(answers: dict[str, Any]) -> None:
            self._world.engine.answer_start(process, answers, by=person, **same)

        deployed = self._world.engine.deployed(row.deployment_id)
        habit = self._behaviour.requests[process]
        self._try(process, self._writer(deployed, row.form, habit, key), send)

    def _try(self, about: str, writer: Writer | None, send: Any) -> None:
        """Send, and where answers are refused, others in their place, as a person would."""
        refused: AnswersRefused | None = None
        for _ in range(MOST_ATTEMPTS):
            try:
                with suppress(AlreadyDone):
                    send(writer.answers() if writer else {})
                return
            except AnswersRefused as no:
                refused = no
                if writer is None:
                    break
                writer = writer.again(no.problems)
        self.stuck.setdefault(about, f"The form cannot be filled in: {refused}")

    def _writer(
        self, deployed: Deployed, form: str | None, habit: Habit, key: str
    ) -> Writer | None:
        found: Form | None = deployed.forms.get(form or "")
        if found is None:
            return None
        today = self._world.clock.now().astimezone(ZoneInfo(deployed.zone)).date()
        return Writer(
            found,
            habit,
            self._chance.dice(key, "answers"),
            today,
            deployed.calendar,
            self._behaviour.optional,
            self._behaviour.differ,
        )

    def _reviewed(self, submission: str | None) -> Mapping[str, Any] | None:
        if submission is None:
            return None
        which = {"of": self._world.engine.tenant, "id": UUID(submission)}
        with self._world.database.glance() as connection:
            found: Mapping[str, Any] = connection.execute(_ANSWERS, which).scalar_one()
        return found

    def _open(self, user_task_id: UUID) -> Row[Any] | None:
        which = {"of": self._world.engine.tenant, "id": user_task_id}
        with self._world.database.glance() as connection:
            return connection.execute(_OPEN, which).one_or_none()

    def _whose(self, row: Row[Any], key: str) -> str | None:
        if row.assignee is not None:
            return self.leaving.acts(row.assignee, row.business_key)
        holders, group = self.holders(str(row.candidate_group)), row.candidate_group
        if not holders:
            self.stuck.setdefault(f"group {group}", f"Nobody holds the role {group}.")
            return None
        return self._chance.dice(key, "who").choice(holders)

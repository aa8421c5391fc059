"""Living through months: due jobs are done, people act, and the clock jumps to what comes next."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, literal_column, select

from engine import tables
from engine.worker import do_due
from handlers.simulation.agenda import Act, Agenda, Chance
from handlers.simulation.behaviour import Behaviour, Habit
from handlers.simulation.people import People
from handlers.simulation.when import Times, moment
from handlers.simulation.world import World

ROWID: Any = literal_column("rowid")


def _after(table: Any) -> Select[Any]:
    # SQLite numbers rows as they come, so that nothing seen before is read again.
    query = select(ROWID, table).select_from(table)
    return query.where(bindparam("seen") < ROWID).order_by(ROWID)


def _newest(table: Any) -> Any:
    return select(func.max(ROWID)).select_from(table).scalar_subquery()


USER_TASKS, OFFERS = _after(tables.UserTask), _after(tables.Offer)
NEWEST = select(_newest(tables.UserTask), _newest(tables.Offer))
A_DAY = timedelta(days=1)
ID = re.compile(r"[0-9A-Fa-f]{8}[0-9A-Fa-f-]*")
Progress = Callable[[datetime], None]


@dataclass
class Seen:
    """The last user task and offer that people have been told of; None before the first."""

    user_tasks: int | None = None
    offers: int | None = None


class Course:
    """A simulation under way. `people.stuck` tells what could not be done.

    `do` carries out each act, and the work that follows; it may try again what broke off.
    """

    def __init__(
        self,
        world: World,
        behaviour: Behaviour,
        chance: Chance,
        do: Callable[[Act], object] = lambda act: act(),
    ) -> None:
        self.world, self._behaviour, self._chance, self._do = world, behaviour, chance, do
        self.people = People(world, behaviour, chance)
        self.agenda = Agenda()
        self._seen = Seen()
        self._due: datetime | None = None

    def live(self, until: datetime, over: Callable[[], bool], progress: Progress) -> None:
        """Until that moment, or until it is over: asked whenever nobody plans anything."""
        self.work()
        while (at := self._next()) is not None and at <= until:
            if self.agenda.next is None and over():
                return
            self.world.clock.move_to(max(at, self.world.clock.now()))
            progress(self.world.clock.now())
            for act in self.agenda.due(self.world.clock.now()):
                self._do(act)
            self.work()

    def work(self) -> None:
        """Do what is due, and let people plan for what is new to them."""
        self._do(self._jobs)
        self.look()

    def _jobs(self) -> None:
        self._due = do_due(self.world.engine).next

    def look(self) -> None:
        """Plan when each new user task is done, and whether each new offer is taken."""
        with self.world.database.glance() as connection:
            user_tasks, offers = connection.execute(NEWEST).one()
        if (user_tasks, offers) != (self._seen.user_tasks, self._seen.offers):
            self._plan(user_tasks, offers)

    def _plan(self, user_tasks: int | None, offers: int | None) -> None:
        with self.world.database.read() as session:
            if user_tasks != self._seen.user_tasks:
                for row in session.execute(USER_TASKS, {"seen": self._seen.user_tasks or 0}):
                    self._plan_user_task(row[1])
            if offers != self._seen.offers:
                for row in session.execute(OFFERS, {"seen": self._seen.offers or 0}):
                    self._plan_offer(row[1])
        self._seen = Seen(user_tasks, offers)

    def _plan_user_task(self, row: tables.UserTask) -> None:
        about = (row.process_key, row.element_id, row.assignee or row.candidate_group)
        times = (row.created_at, row.due_at)
        key = self._chance.key("do", *about, _named(row.business_key), *times)
        habit = self._behaviour.of_user_task(row.element_id)
        at = moment(habit.when, self._times(row, row.due_at), self._chance.dice(key, "when"))
        if at is not None:
            self._plan_attempt(at, key, row.id)

    def _plan_attempt(self, at: datetime, key: str, user_task_id: UUID) -> None:
        """Let it be done then; each day again while who had to do it has left."""

        def attempt() -> None:
            if self.people.submit(user_task_id, key):
                self._plan_attempt(at + A_DAY, key, user_task_id)

        self.agenda.plan(at, key, attempt)

    def _plan_offer(self, row: tables.Offer) -> None:
        about = (row.message, row.element_id, _named(row.business_key), row.created_at)
        key, habit = self._chance.key("take", *about), self._behaviour.of_offer(row.element_id)
        dice = self._chance.dice(key, "when")
        if dice.random() >= habit.chance:
            return
        at = moment(habit.when, self._times(row, None), dice)
        if at is not None:
            self.agenda.plan(at, key, lambda: self.people.take(row.id, key))

    def plan_requests(self, month: datetime) -> None:
        """Plan what people will ask for or report in the month that begins then."""
        deployed = self.world.deployed
        times = Times(month, None, deployed.calendar, deployed.zone)
        for process, habit in sorted(self._behaviour.requests.items()):
            spec = deployed.definitions.processes.get(process)
            if spec is not None and spec.offered is not None:
                for person in self.people.holders(habit.by):
                    self._plan_request(process, person, habit, times)

    def plan_leaving(self, month: datetime) -> None:
        """Plan who leaves in the month that begins then."""
        deployed = self.world.deployed
        times = Times(month, None, deployed.calendar, deployed.zone)
        for role, habit in sorted(self._behaviour.leavers.items()):
            for person in self.people.holders(role):
                key = self._chance.key("leave", role, person)
                dice = self._chance.dice(key, "when")
                chosen = dice.random() < habit.chance
                at = moment(habit.when, times, dice) if chosen else None
                if at is not None:
                    self.agenda.plan(at, key, partial(self.people.leave, person))

    def _plan_request(self, process: str, person: str, habit: Habit, times: Times) -> None:
        key = self._chance.key("ask", process, person)
        dice = self._chance.dice(key, "when")
        if dice.random() >= habit.chance:
            return
        at = moment(habit.when, times, dice)
        if at is not None:
            self.agenda.plan(at, key, lambda: self.people.request(process, person, key))

    def _times(self, row: tables.UserTask | tables.Offer, due: datetime | None) -> Times:
        deployed = self.world.engine.deployed(row.deployment_id)
        return Times(row.created_at, due, deployed.calendar, deployed.zone)

    def _next(self) -> datetime | None:
        planned = [self.agenda.next, self._due]
        return min((at for at in planned if at is not None), default=None)


def _named(business_key: str | None) -> str:
    """A business key without the part of it that is an id, which no other run would have."""
    return ID.sub("", business_key or "")


def under_way(world: World) -> int:
    """How many process instances have not ended."""
    query = select(func.count()).select_from(tables.ProcessInstance)
    with world.database.read() as session:
        return session.scalar(query.where(tables.ProcessInstance.status == "active")) or 0

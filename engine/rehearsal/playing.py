"""A rehearsal from its beginning to its end: the virtual clock jumps to whatever comes next."""

from __future__ import annotations

from datetime import datetime
from time import monotonic

from engine.bundle import Bundle
from engine.errors import BundleRefused
from engine.model import ThrownMessage, UserTaskWait
from engine.rehearsal import timers
from engine.rehearsal.answers import Answer, Answers, FromOutside
from engine.rehearsal.cast import Cast, Letter
from engine.rehearsal.choosing import chosen
from engine.rehearsal.material import Material, material_of
from engine.rehearsal.model import Plan, Played
from engine.rehearsal.running import Running
from engine.rehearsal.schedule import Schedule
from engine.rehearsal.telling import told
from engine.spiff import moment_after

MOST_MOVES = 20_000
MOST_SECONDS = 30.0


def play(bundle: Bundle, plan: Plan) -> Played:
    """Play the processes of a bundle. What cannot be played is `refused`, with findings.

    Raises AnswersUnreadable, TimerRefused and UnsafeValue for a plan that cannot be read, and
    NotFound for a process that is not there.
    """
    answers = Answers(plan.answers)
    try:
        material = material_of(bundle, plan.processes)
    except BundleRefused as refused:
        return Played("refused", findings=tuple(refused.findings))
    return Rehearsal(material, plan, answers).play()


class Rehearsal:
    """One play. The clock stands still while anything can still happen at its instant."""

    def __init__(self, material: Material, plan: Plan, answers: Answers) -> None:
        self.plan, self.schedule = plan, Schedule()
        self.zone = material.definitions.zone
        self.until = moment_after(plan.until, plan.at, self.zone)
        self.cast = Cast(material, answers, plan.at)
        self.moves = 0
        self.give_up = monotonic() + MOST_SECONDS

    def play(self) -> Played:
        """Play to the end."""
        definitions = self.cast.material.definitions
        for process in chosen(definitions, self.plan.processes):
            self.cast.begin_by_hand(process, self.plan.variables)
        timers.plan_starts(self.cast, self.schedule)
        for one in self.cast.answers.outside:
            self._expect(one)
        self._settle()
        while (due := self._next()) is not None and due <= self.until and self._goes_on:
            self.cast.now = max(due, self.cast.now)
            self._fire()
            self._settle()
        return told(self.cast, not self._goes_on)

    @property
    def _goes_on(self) -> bool:
        return self.moves < MOST_MOVES and monotonic() < self.give_up

    def _next(self) -> datetime | None:
        found = [one.due() for one in self.cast.running] + [self.schedule.next]
        return min((due for due in found if due is not None), default=None)

    def _fire(self) -> None:
        for one in list(self.cast.running):
            due = one.due()
            if due is not None and due <= self.cast.now:
                self.moves += 1
                self.cast.move(one, lambda execution: execution.fire_timers())

    def _settle(self) -> None:
        """Until nothing more happens at this instant."""
        while self._goes_on and (
            self.cast.hand_out() or self._ask() or self.schedule.keep(self.cast.now)
        ):
            self.moves += 1

    def _ask(self) -> bool:
        """Look the answer of one new user task up; False when there is no new one."""
        for one in self.cast.running:
            for wait in () if one.over else one.execution.waits().user_tasks.values():
                if wait.task_id not in one.asked:
                    one.asked.add(wait.task_id)
                    answer = self.cast.answers.take(wait.element_id)
                    if answer is not None:
                        self._promise(one, wait, answer)
                    return True
        return False

    def _promise(self, one: Running, wait: UserTaskWait, answer: Answer) -> None:
        at = moment_after(answer.after, self.cast.now, self.zone)
        self.schedule.add(at, lambda: self._complete(one, wait, answer))

    def _complete(self, one: Running, wait: UserTaskWait, answer: Answer) -> None:
        if not one.over and wait.task_id in one.execution.waits().user_tasks:
            self.cast.move(one, lambda _: one.complete(wait, answer))

    def _expect(self, one: FromOutside) -> None:
        at = moment_after(one.after, self.plan.at, self.zone)
        self.schedule.add(at, lambda: self._arrive(one))

    def _arrive(self, one: FromOutside) -> None:
        if one.kind == "signal":
            self.cast.signals.append((None, one.name, one.payload))
        else:
            sent = ThrownMessage(one.name, one.key, one.payload)
            self.cast.letters.append(Letter(sent, None, self.cast.now))

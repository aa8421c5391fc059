"""A rehearsal from its beginning to its end: the virtual clock jumps to whatever comes next."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.errors import BundleRefused
from engine.model import ThrownMessage, UserTaskWait
from engine.rehearsal import timers
from engine.rehearsal.answers import Answer, Answers, FromOutside
from engine.rehearsal.cast import Cast, Letter
from engine.rehearsal.choosing import chosen
from engine.rehearsal.course import Course
from engine.rehearsal.host import RehearsalHost
from engine.rehearsal.material import Material, material_of
from engine.rehearsal.model import Plan, Played
from engine.rehearsal.running import Running
from engine.rehearsal.telling import told
from engine.spiff import moment_after


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


class Rehearsal(Course):
    """One play, in which everybody's answers are written down beforehand."""

    def __init__(self, material: Material, plan: Plan, answers: Answers) -> None:
        def host(cast: Cast) -> RehearsalHost:
            return RehearsalHost(cast.now, material.calendar, material.parameters, answers)

        super().__init__(Cast(material, plan.at, host))
        self.plan, self.answers, self.zone = plan, answers, material.definitions.zone
        self.until = moment_after(plan.until, plan.at, self.zone)

    def play(self) -> Played:
        """Play to the end."""
        definitions = self.cast.material.definitions
        for process in chosen(definitions, self.plan.processes):
            self.cast.begin_by_hand(process, self.plan.variables)
        timers.plan_starts(self.cast, self.schedule)
        for one in self.answers.outside:
            self._expect(one)
        self.live(self.until)
        return told(self.cast, not self.goes_on)

    def ask(self) -> bool:
        """Look the answer of one new user task up; False when there is no new one."""
        for one in self.cast.running:
            for wait in () if one.over else one.execution.waits().user_tasks.values():
                if wait.task_id not in one.asked:
                    one.asked.add(wait.task_id)
                    answer = self.answers.take(wait.element_id)
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

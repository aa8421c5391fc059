"""An instance that is over, run again on another version with what was recorded of it."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from datetime import datetime, timedelta

from engine.errors import PlumblineError
from engine.model import UserTaskWait
from engine.rehearsal.schedule import Schedule
from engine.replay.host import ReplayHost
from engine.replay.model import Entry, Recorded, Run
from engine.replay.setting import Setting
from engine.spiff import Execution, standing

MOST_MOVES = 2_000
AFTERWARDS, NO_TIME = timedelta(days=366), timedelta(0)
# What ended a user task that nobody answered happened at that same instant.
GRACE = timedelta(minutes=1)
NOBODY_ANSWERED = "No answer is recorded."
NOT_YET = "Nobody had answered when it ended; here it stays open for longer."
NEVER_CAME = "Nothing is recorded that it waits for."
NO_END = "It does not come to an end."
ARMED = ("boundaryEvent", "startEvent")


def run(setting: Setting, recorded: Recorded, unfit: Mapping[str, str]) -> Run:
    """Run it again. `unfit` are elements whose recorded results do not fit this version.

    Nothing is guessed: where nothing is recorded a branch stops, and the others go on.
    """
    if recorded.process_key not in setting.definitions.processes:
        return Run({}, {recorded.process_key: "The process is not in this version."})
    return _Again(setting, recorded, unfit).run()


class _Again:
    def __init__(self, setting: Setting, recorded: Recorded, unfit: Mapping[str, str]) -> None:
        self.setting, self.recorded, self.unfit = setting, recorded, unfit
        self.host = ReplayHost(setting, recorded, unfit)
        self.schedule = Schedule()
        self.answers: dict[str, deque[Entry]] = defaultdict(deque)
        self.untaken: list[Entry] = []
        self.asked: set[object] = set()
        self.reached: Counter[str] = Counter()
        for entry in recorded.entries:
            self._expect(entry)
        self.execution = Execution.start(
            setting.definitions,
            recorded.process_key,
            recorded.variables,
            self.host,
            at=recorded.start_at or None,
        )

    def run(self) -> Run:
        """Until it ends, or nothing more is recorded that could take it further."""
        try:
            self._go()
        except PlumblineError as error:
            self.host.unknown[self.recorded.process_key] = str(error)
        return self._told()

    def _go(self) -> None:
        self._settle()
        for _ in range(MOST_MOVES):
            due, kept = self._due(), self.schedule.next
            now = min((at for at in (due, kept) if at is not None), default=None)
            if now is None or now > self._latest:
                return
            self.execution.turn_clock(max(now, self.host.now))
            if due is not None and due <= now:
                self.execution.fire_timers()
            else:
                self.schedule.keep(now)
            self._settle()
        self.host.unknown[self.recorded.process_key] = NO_END

    @property
    def _latest(self) -> datetime:
        """What is not known stays so: timers around it are not let go on for ever."""
        return self.recorded.ended + (NO_TIME if self.host.unknown else AFTERWARDS)

    def _due(self) -> datetime | None:
        if self.execution.outcome != "active":
            return None
        return min((t.due for t in self.execution.waits().timers.values()), default=None)

    def _expect(self, entry: Entry) -> None:
        if entry.kind in ("user_task", "silence"):
            self.answers[entry.element_id].append(entry)
        elif entry.kind == "message":
            self.schedule.add(entry.at, lambda: self.untaken.append(entry))
        elif entry.kind == "signal":
            self.schedule.add(entry.at, lambda: self._hear(entry))

    def _hear(self, entry: Entry) -> None:
        self.execution.signal(entry.name, entry.values)

    def _settle(self) -> None:
        """Let it rest, take what was sent to it, and look up who answered."""
        self.execution.advance()
        while self.execution.outcome == "active" and self._take_message():
            self.execution.advance()
        for step in self.execution.take_steps():
            self.reached[step.element_id] += step.state == "reached"
        self.execution.take_thrown()
        self.execution.take_signals()
        if self.execution.outcome == "active":
            for wait in self.execution.waits().user_tasks.values():
                self._ask(wait)

    def _take_message(self) -> bool:
        """Whether one of those that came could be delivered: a person presses when it is there."""
        for entry in self.untaken:
            for wait in self.execution.waits().messages.values():
                if wait.message == entry.name:
                    self.untaken.remove(entry)
                    self.execution.deliver(wait.message, wait.key, entry.values)
                    return True
        return False

    def _ask(self, wait: UserTaskWait) -> None:
        if wait.task_id in self.asked:
            return
        self.asked.add(wait.task_id)
        entry = self._answer_of(wait)
        if wait.element_id in self.unfit or entry is None:
            self.host.unknown[wait.element_id] = self.unfit.get(wait.element_id, NOBODY_ANSWERED)
            return
        at = max(entry.at, self.host.now) + (GRACE if entry.kind == "silence" else NO_TIME)
        self.schedule.add(at, lambda: self._answer(wait, entry))

    def _answer_of(self, wait: UserTaskWait) -> Entry | None:
        """The next answer to this element; in a loop, to this very instance of it."""
        given, which = self.answers[wait.element_id], self.execution.which_of(wait.task_id)
        entry = next((one for one in given if one.name in ("", which)), None)
        if entry is not None:
            given.remove(entry)
        return entry

    def _answer(self, wait: UserTaskWait, entry: Entry) -> None:
        """What came too late on this version does not come."""
        if wait.task_id not in self.execution.waits().user_tasks:
            return
        if entry.kind == "silence":
            self.host.unknown[wait.element_id] = NOT_YET
        else:
            self.execution.complete_as(wait.task_id, entry.values)

    def _told(self) -> Run:
        reached = {id: times for id, times in self.reached.items() if times}
        if self.execution.outcome != "active":
            return Run(reached)
        for problem in self.execution.problems():
            self.host.unknown.setdefault(problem.element_id, problem.sentence)
        stands = standing(self.execution.save())
        around = {p.within for p in stands.positions}
        held = [p for p in stands.positions if (*p.within, p.element) not in around]
        held = [p for p in held if self._holds(p.element)]
        if not self.host.unknown:
            self.host.unknown.update({p.element: NEVER_CAME for p in held})
        ahead = self.setting.reach.ahead(self.recorded.process_key, held)
        return Run(reached, dict(self.host.unknown), frozenset(id for _, id in ahead))

    def _holds(self, element: str) -> bool:
        _, found = self.setting.elements.get(element, ("", None))
        return found is None or found.type not in ARMED

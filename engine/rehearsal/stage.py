"""A rehearsal taken step by step: whoever plays says what people, services and the world do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from engine.bundle import Bundle
from engine.errors import NotFound
from engine.expressions import check_value
from engine.model import MessageWait, Problem, ThrownMessage, UserTaskWait
from engine.rehearsal.answers import Answer
from engine.rehearsal.cast import Cast, Letter
from engine.rehearsal.course import Course
from engine.rehearsal.host import AskingHost, Call
from engine.rehearsal.material import Material
from engine.rehearsal.model import START, Played
from engine.rehearsal.places import Place, StepRefused, place_at, places
from engine.rehearsal.scripts import script_of
from engine.rehearsal.telling import told
from engine.spiff import moment_after

NEXT = "next"
LONGEST = timedelta(days=5 * 366)
TOO_MUCH = "Too much happens by itself until then. Go on by less, or begin another play."
WORDS = ("submit", "service", "offer", "message", "signal", "travel")


@dataclass(frozen=True)
class Opening:
    """What a rehearsal begins with: one process, what it is given, and when."""

    process: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = START


class Stage(Course):
    """Do a step, look at what waits, do the next. The same steps always give the same.

    Nothing but the process of the opening begins by the clock. Messages and signals go to and
    fro as in a deployment. README.md has the steps.
    """

    # It is played again for each look at it, so it must stay short.
    most_moves = 3_000

    def __init__(self, bundle: Bundle, opening: Opening) -> None:
        """Begin. Raises BundleRefused, NotFound for the process, UnsafeValue for a variable, and
        StepRefused when it does not come to rest."""
        script = script_of(bundle)
        if opening.process not in script.material.definitions.processes:
            raise NotFound(f'There is no process "{opening.process}".')
        self.calls: list[Call] = []
        self.submissions: dict[str, Mapping[str, Any]] = {}
        self._script = script
        super().__init__(Cast(script.material, opening.at, self._host))
        self.cast.begin_by_hand(opening.process, opening.variables)
        self._go_on(opening.at)

    @property
    def now(self) -> datetime:
        """The instant of the virtual clock, in UTC."""
        return self.cast.now

    @property
    def material(self) -> Material:
        """What is played."""
        return self._script.material

    def places(self) -> list[Place]:
        """Everything that waits."""
        return places(self.cast)

    def played(self) -> Played:
        """Where it stands: outcome, rows of what happened, variables, findings."""
        return told(self.cast, not self.goes_on)

    def problems(self) -> list[Problem]:
        """What went wrong and is not put right, instance by instance."""
        return [problem for one in self.cast.running for problem in one.problems()]

    def do(self, step: Mapping[str, Any]) -> None:
        """Do one step and everything that follows from it by itself.

        Raises StepRefused when it cannot be done now, UnsafeValue for what may not be kept. After
        StepRefused for too much that happens, the stage is of no more use.
        """
        word = next((word for word in WORDS if word in step), None)
        if word is None:
            raise StepRefused(f"A step says one of {', '.join(WORDS)}.")
        getattr(self, f"_{word}")(step)
        self._go_on(self.now)

    def _submit(self, step: Mapping[str, Any]) -> None:
        place = self._place("user_task", step)
        wait, said = cast(UserTaskWait, place.wait), _record(step, "answers")
        by = str(step.get("by") or wait.assignee or "rehearsal")
        answer, submission = Answer(said, by=by), self._kept(said)
        one = self.cast.running[place.instance]
        self.cast.move(one, lambda _: one.complete(wait, answer, submission))

    def _service(self, step: Mapping[str, Any]) -> None:
        place = self._place("service", step)
        one, said, at = self.cast.running[place.instance], _record(step, "outputs"), place.task_id
        if code := step.get("error"):
            self.cast.move(one, lambda execution: execution.raise_error(at, str(code)))
        else:
            self.cast.move(one, lambda execution: execution.finish_service(at, said))

    def _offer(self, step: Mapping[str, Any]) -> None:
        place = self._place("message", step, "offer")
        if cast(MessageWait, place.wait).offer is None:
            raise StepRefused(f'Nothing is offered at "{place.element}".')
        said = _record(step, "answers")
        extra = {"answers": said, "submission": self._kept(said), "at": self.now}
        extra["by"], at = str(step.get("by") or "rehearsal"), place.task_id
        one = self.cast.running[place.instance]
        self.cast.move(one, lambda execution: execution.take_offer(at, extra))

    def _message(self, step: Mapping[str, Any]) -> None:
        name, key = str(step["message"]), str(step.get("key", ""))
        letter = Letter(ThrownMessage(name, key, _record(step, "payload")), None, self.now)
        self.cast.letters.append(letter)
        self.live(self.now)
        if letter in self.cast.letters:
            self.cast.letters.remove(letter)
            raise StepRefused(f'Nobody waits for the message "{name}" with the key "{key}".')

    def _signal(self, step: Mapping[str, Any]) -> None:
        self.cast.signals.append((None, str(step["signal"]), _record(step, "payload")))

    def _travel(self, step: Mapping[str, Any]) -> None:
        to = self._instant(str(step["travel"]))
        if not self.now <= to <= self.now + LONGEST:
            raise StepRefused("The clock goes forward only, by at most five years.")
        self._go_on(to)
        self.cast.now = max(self.cast.now, to)

    def _go_on(self, until: datetime) -> None:
        self.live(until)
        if not self.goes_on:
            raise StepRefused(TOO_MUCH)

    def _instant(self, text: str) -> datetime:
        if text != NEXT:
            return moment_after(text, self.now, self.material.definitions.zone)
        if self.next is None:
            raise StepRefused("Nothing waits for the clock.")
        return max(self.next, self.now)

    def _place(self, kind: Any, step: Mapping[str, Any], word: str = "") -> Place:
        element, which = str(step[word or _word(kind)]), step.get("which", 1)
        return place_at(self.places(), kind, element, which)

    def _kept(self, answers: Mapping[str, Any]) -> str:
        """Answers are found again by the id that a real submission would have."""
        submission = str(UUID(int=len(self.submissions) + 1))
        self.submissions[submission] = answers
        return submission

    def _host(self, cast: Cast) -> AskingHost:
        given = self._script.material
        made = AskingHost(cast.now, given.calendar, given.parameters)
        made.asked, made.calls = self._script.asked, self.calls
        return made


def _word(kind: str) -> str:
    return "submit" if kind == "user_task" else kind


def _record(step: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    said = step.get(name, {})
    if not isinstance(said, Mapping):
        raise StepRefused(f'"{name}" of a step is no record of names and values.')
    check_value(dict(said), f"the {name} of a step")
    return said

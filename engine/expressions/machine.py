"""The JavaScript machine that runs the FEEL kernel, with limits; a process shares a few of them.

The only module that knows QuickJS, so that it can be exchanged. A machine that has hit a limit is
thrown away. The time limit counts the processor time of the whole process, so under load an
innocent text can be stopped, and a machine keeps every text it has read: a text that meets a
limit of time or memory gets one more try in a fresh machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import quickjs

from engine.calendar import Calendar
from engine.expressions.errors import KernelMissing
from engine.expressions.pool import Pool
from engine.expressions.settings import Settings, calendar_days, zone_offsets
from engine.expressions.texts import Clock
from engine.expressions.values import day_text, to_json, wall_text

KERNEL = Path(__file__).parent / "kernel" / "dist" / "feel.js"
MEMORY = 64 << 20
STACK = 512 << 10
SECONDS = 1.0
MOST_KEPT = 60
# Answers that are remembered, and the longest question: a few megabytes at most.
MOST_REMEMBERED, LONGEST_REMEMBERED = 4096, 2000
LIMITS = {
    "interrupted": "it took longer than one second",
    "out of memory": "it needs too much memory",
    "call stack": "it is nested too deeply",
}


class LimitReached(Exception):
    """The machine stopped a text; `reason` is a sentence. The machine is gone."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Refused(Exception):
    """The kernel refused: a sentence, the text it is about and the place in it, where known."""

    def __init__(self, reason: str, text: str | None, at: str | None) -> None:
        self.reason, self.text, self.at = reason, text, at
        super().__init__(reason)


@dataclass
class Machine:
    """One kernel with what it has been told so far."""

    call: Any
    calendars: dict[Calendar, str] = field(default_factory=dict)
    zones: set[str] = field(default_factory=set)
    decisions: set[str] = field(default_factory=set)

    def is_spent(self) -> bool:
        """Told so much that a fresh one is better."""
        return len(self.calendars) + len(self.decisions) > MOST_KEPT


@lru_cache(maxsize=1)
def _source() -> str:
    if not KERNEL.is_file():
        raise KernelMissing
    return KERNEL.read_text(encoding="utf-8")


def _made() -> Machine:
    context = quickjs.Context()
    context.set_memory_limit(MEMORY)
    context.set_max_stack_size(STACK)
    context.eval(_source())
    context.set_time_limit(SECONDS)
    return Machine(context.get("plumbline"))


machines = Pool(_made, Machine.is_spent, breaks=LimitReached)


def _ask(machine: Machine, message: str) -> Any:
    answer = _told(machine, message)
    if "zones" not in answer:
        return answer
    # The text names zones this machine has not met: it is told them, once, and asked again.
    for name in answer["zones"]:
        offsets = zone_offsets(name)
        _told(machine, json.dumps({"door": "zone", "name": name, "offsets": offsets}))
    return _told(machine, message)


def _told(machine: Machine, message: str) -> Any:
    try:
        return json.loads(machine.call(message))
    except (quickjs.JSException, quickjs.StackOverflow, MemoryError) as problem:
        raise LimitReached(_limit(problem)) from None


def _done(answer: dict[str, Any]) -> Any:
    if "failed" in answer:
        raise Refused(answer["failed"], answer.get("text"), answer.get("at"))
    return answer["done"]


def _limit(problem: BaseException) -> str:
    if isinstance(problem, MemoryError):
        return LIMITS["out of memory"]
    if isinstance(problem, quickjs.StackOverflow):
        return LIMITS["call stack"]
    found = (reason for mark, reason in LIMITS.items() if mark in str(problem))
    return next(found, "it cannot be worked out")


def ask(door: str, **call: object) -> Any:
    """What the kernel answers at one of its doors, without data or settings."""
    with machines.lend() as machine:
        answer = _ask(machine, json.dumps({"door": door, **call}))
    return _done(answer)


def told(message: str, door: str, **call: object) -> Any:
    """The same, of a machine that is told `message` first."""
    with machines.lend() as machine:
        _done(_ask(machine, message))
        answer = _ask(machine, json.dumps({"door": door, **call}))
    return _done(answer)


@dataclass(frozen=True)
class Question:
    """All that an answer depends on. `body` is the JSON of the call but for its settings, `now`
    the day alone, or None, where no more of the clock is read; `decisions` is (key, JSON) of a set
    that must be known."""

    body: str
    now: str | None
    calendar: Calendar
    zone: str
    standard: bool
    decisions: tuple[str, str] | None


def run(
    door: str,
    variables: Mapping[str, object],
    settings: Settings,
    *,
    decisions: tuple[str, str] | None = None,
    clock: Clock = "instant",
    **call: Any,
) -> Any:
    """What the kernel answers for these variables; raises LimitReached, Refused or UnsafeValue.

    `decisions` is (key, JSON text) of a set of decisions that must be known to the machine.
    `clock` is what the texts may ask of it. The answer may be shared: to be read only.
    """
    body = to_json({"door": door, "v": variables, **call}, settings.zone)
    now = _told_of(settings, clock)
    question = Question(body, now, settings.calendar, settings.zone, settings.standard, decisions)
    short = len(body) <= LONGEST_REMEMBERED
    return _done(_remembered(question) if short else _answered(question))


def _told_of(settings: Settings, clock: Clock) -> str | None:
    """What of the clock is told: the less it is, the more questions are the same."""
    if clock == "never":
        return None
    told = day_text if clock == "day" else wall_text
    return told(settings.now, settings.zone)


@lru_cache(maxsize=MOST_REMEMBERED)
def _remembered(question: Question) -> dict[str, Any]:
    return _answered(question)


def _answered(question: Question) -> dict[str, Any]:
    try:
        with machines.lend() as machine:
            return _run(machine, question)
    except LimitReached as limit:
        if limit.reason == LIMITS["call stack"]:
            raise
        with machines.lend(fresh=True) as machine:
            return _run(machine, question)


def _run(machine: Machine, question: Question) -> dict[str, Any]:
    if question.decisions and question.decisions[0] not in machine.decisions:
        _done(_ask(machine, question.decisions[1]))
        machine.decisions.add(question.decisions[0])
    settings = {
        "now": question.now,
        "zone": question.zone,
        "calendar": _known(machine, question),
        "standard": question.standard,
    }
    answer: dict[str, Any] = _ask(
        machine, f'{question.body[:-1]}, "settings": {json.dumps(settings)}}}'
    )
    return answer


def _known(machine: Machine, question: Question) -> str:
    if question.zone not in machine.zones:
        offsets = zone_offsets(question.zone)
        _ask(machine, json.dumps({"door": "zone", "name": question.zone, "offsets": offsets}))
        machine.zones.add(question.zone)
    key = machine.calendars.get(question.calendar)
    if key is None:
        key = machine.calendars[question.calendar] = str(len(machine.calendars))
        days = calendar_days(question.calendar)
        _ask(machine, json.dumps({"door": "calendar", "key": key, "days": days}))
    return key

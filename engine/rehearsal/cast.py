"""All instances of a rehearsal: beginning them, and handing messages and signals around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.model import Finding, ThrownMessage
from engine.rehearsal.host import RehearsalHost
from engine.rehearsal.journal import Journal
from engine.rehearsal.material import Material
from engine.rehearsal.running import Running
from engine.spiff import Execution, Trigger, begins_at_event, triggers

MESSAGE_KEEPS = timedelta(days=3)  # As long as a deployed instance's message is tried again.
MOST_INSTANCES = 200


@dataclass(frozen=True)
class Letter:
    """A message on its way. `sender` is the number of the instance, None from outside."""

    message: ThrownMessage
    sender: int | None
    sent: datetime


class Cast:
    """`host` makes what a new instance sees of the world. `by_hand` holds the start events that
    were begun at by name: they begin nothing more."""

    def __init__(
        self, material: Material, now: datetime, host: Callable[[Cast], RehearsalHost]
    ) -> None:
        self.material, self.now, self.host = material, now, host
        self.journal = Journal()
        self.running: list[Running] = []
        self.letters: list[Letter] = []
        self.signals: list[tuple[int | None, str, Mapping[str, Any]]] = []
        self.by_hand: set[tuple[str, str]] = set()
        self.too_many = False
        self.troubles: list[Finding] = []

    def begin_by_hand(self, process: str, variables: Mapping[str, Any]) -> None:
        """Begin a process that was asked for, as if its start event had been triggered."""
        at = begins_at_event(self.material.definitions, process)
        if at is not None:
            self.by_hand.add((process, at))
        self.begin(process, None, variables)

    def begin(self, process: str, at: str | None, variables: Mapping[str, Any]) -> None:
        """One more instance. Beyond MOST_INSTANCES none is begun, and `too_many` says so."""
        if len(self.running) >= MOST_INSTANCES:
            self.too_many = True
            return
        definitions, host = self.material.definitions, self.host(self)
        execution = Execution.start(definitions, process, variables, host, at=at)
        number = len(self.running)
        made = Running(number, process, definitions, host, self.journal, execution)
        self.running.append(made)
        self.move(made, lambda _: None)

    def move(self, one: Running, act: Any) -> Any:
        """Move one instance, and take what it has thrown."""
        given = one.move(self.now, act)
        self.letters += [Letter(message, one.number, self.now) for message in one.take_messages()]
        self.signals += [(one.number, s.signal, s.payload) for s in one.take_signals()]
        return given

    def file(self, process: str) -> str:
        """The file that holds a process."""
        return self.material.definitions.processes[process].file

    def hand_out(self) -> bool:
        """Deliver one signal or one message; False when nobody takes any."""
        if self.signals:
            self._broadcast(*self.signals.pop(0))
            return True
        for letter in self.letters:
            fresh = self.now - letter.sent <= MESSAGE_KEEPS
            if fresh and self._deliver(letter.message):
                self.letters.remove(letter)
                return True
        return False

    def _broadcast(self, sender: int | None, signal: str, payload: Mapping[str, Any]) -> None:
        for one in [r for r in self.running if r.number != sender and r.hears(signal)]:
            self.move(one, lambda execution: execution.signal(signal, payload))
        for process, way in list(self._begun_by("signal", signal)):
            if (process, way.element_id) not in self.by_hand:
                self.begin(process, way.element_id, payload)

    def _deliver(self, sent: ThrownMessage) -> bool:
        """As in a deployment: to each instance that waits, else it begins processes."""
        waiting = [r for r in self.running if r.expects(sent.message, sent.key)]
        for one in waiting:
            self.move(
                one, lambda execution: execution.deliver(sent.message, sent.key, sent.payload)
            )
        begun = [] if waiting else list(self._begun_by("message", sent.message))
        for process, way in begun:
            if (process, way.element_id) not in self.by_hand:
                self.begin(process, way.element_id, sent.payload)
        return bool(waiting or begun)

    def _begun_by(self, kind: str, name: str) -> Iterator[tuple[str, Trigger]]:
        definitions = self.material.definitions
        for process in definitions.processes:
            for way in triggers(definitions, process):
                if way.kind == kind and way.name == name:
                    yield process, way

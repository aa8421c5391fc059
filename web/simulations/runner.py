"""Simulations of this server: each in a child process, watched by a thread, with a time limit."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.bundle import Bundle
from engine.database import Database
from handlers.documents.press import known_environment
from web.simulations.keeping import note
from web.simulations.tables import CANCELLED, DONE, FAILED

LIMIT_SECONDS = 30 * 60
TOO_LONG = "It took longer than half an hour and was stopped. Choose fewer months."
DIED = "Its process ended without an answer."
Child = subprocess.Popen[str]


@dataclass
class Runner:
    """One at a time: the server's machine has its staff to serve."""

    database: Database
    tenant: str
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        self._children: dict[UUID, Child] = {}
        self._lock = threading.Lock()

    @property
    def running(self) -> list[UUID]:
        """The simulations this server runs."""
        with self._lock:
            return list(self._children)

    def begin(self, simulation_id: UUID, bundle: Bundle, month: str, plan: dict[str, Any]) -> None:
        """Start the child of a simulation that is written down already."""
        child = _child()
        with self._lock:
            self._children[simulation_id] = child
        files = {path: base64.b64encode(content).decode() for path, content in bundle.files.items()}
        asked = json.dumps({"month": month, "plan": plan, "files": files})
        name = f"simulation-{simulation_id}"
        work = (simulation_id, child, asked)
        threading.Thread(target=self._watch, args=work, name=name, daemon=True).start()

    def cancel(self, simulation_id: UUID) -> None:
        """End it; nothing happens when it has ended or another server runs it."""
        self._end(simulation_id, CANCELLED)
        with self._lock:
            child = self._children.get(simulation_id)
        if child is not None:
            child.kill()

    def _watch(self, simulation_id: UUID, child: Child, asked: str) -> None:
        late = threading.Timer(LIMIT_SECONDS, self._too_late, (simulation_id, child))
        late.daemon = True
        late.start()
        try:
            for told in _lines(child, asked):
                self._note(simulation_id, told)
            self._end(simulation_id, FAILED, trouble=DIED)
        finally:
            late.cancel()
            child.kill()
            child.wait()
            _close(child)
            with self._lock:
                self._children.pop(simulation_id, None)

    def _note(self, simulation_id: UUID, told: Mapping[str, Any]) -> None:
        if "figures" in told:
            self._end(simulation_id, DONE, figures=told["figures"])
        elif "trouble" in told:
            self._end(simulation_id, FAILED, trouble=told["trouble"][:500])
        else:
            days = {"day": told["day"], "first_day": told["first"], "last_day": told["last"]}
            note(self.database, self.tenant, simulation_id, {**days, "seen_at": self.now()})

    def _too_late(self, simulation_id: UUID, child: Child) -> None:
        self._end(simulation_id, FAILED, trouble=TOO_LONG)
        child.kill()

    def _end(self, simulation_id: UUID, state: str, **more: Any) -> None:
        ended = {"state": state, "ended_at": self.now(), **more}
        note(self.database, self.tenant, simulation_id, ended)


def _child() -> Child:
    return subprocess.Popen(
        [sys.executable, "-m", "web.simulations.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=known_environment(),
    )


def _lines(child: Child, asked: str) -> Iterator[Mapping[str, Any]]:
    """What the child tells, until it ends."""
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(asked + "\n")
        child.stdin.flush()
    except BrokenPipeError:
        return
    for line in child.stdout:
        yield json.loads(line)


def _close(child: Child) -> None:
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:
                continue

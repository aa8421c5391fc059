"""The embedded dispatcher: a thread for each queue, so that mail holds up no timer."""

from __future__ import annotations

import logging
import threading

from engine.dispatch.lane import Lane
from engine.dispatch.port import Work
from engine.jobs import QUEUES

log = logging.getLogger("plumbline.dispatch")


class Dispatcher:
    """Works while the server runs."""

    def __init__(self, engine: Work) -> None:
        self._engine = engine
        self._lanes = [Lane(engine, queue) for queue in QUEUES]
        self._threads: list[threading.Thread] = []
        engine.dispatcher = self

    def start(self, *, alone: bool = True) -> None:
        """Begin. `alone`: no other server is on this database, so what an earlier one had leased
        is freed at once; otherwise the leases of a server that is gone run out by themselves.
        """
        freed = self._engine.void_leases() if alone else 0
        if freed:
            log.warning("%s jobs were begun by a server that is gone; they begin again", freed)
        self._threads = [
            threading.Thread(target=lane.run, name=f"plumbline-{lane.queue}", daemon=True)
            for lane in self._lanes
        ]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """There may be work: look now."""
        for lane in self._lanes:
            lane.wake()

    def works(self) -> bool:
        """Whether every lane goes on: a thread that has died does no more work."""
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def stop(self, timeout: float = 30.0) -> bool:
        """Let the jobs at work end, begin no others; whether all ended within `timeout` seconds."""
        for lane in self._lanes:
            lane.stop()
        for thread in self._threads:
            thread.join(timeout)
        return not any(thread.is_alive() for thread in self._threads)

"""One queue's loop: claim what is due, do it, sleep until the next is due or somebody wakes it."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from engine.claimed import Claimed
from engine.dispatch.port import Work
from engine.errors import MailServerDown
from engine.jobs import Queue

log = logging.getLogger("plumbline.dispatch")
LONGEST_SLEEP = 5.0
AFTER_TROUBLE = 2.0
# The mail server is asked once a minute while it is down, not once for every letter.
SERVER_DOWN = 60.0
# Figures are counted by one lane, when it has nothing else to do.
COUNTS: Queue = "slow"
COUNT_EVERY = 20.0
# Slow work is claimed one by one: what is claimed and not begun cannot be taken by another.
AT_ONCE: dict[Queue, int] = {"engine": 20, "slow": 1, "mail": 10, "batch": 1}


class Lane:
    """`run` is a thread's work; `wake` and `stop` may be called from any thread."""

    def __init__(self, engine: Work, queue: Queue) -> None:
        self._engine, self.queue = engine, queue
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._count_at = 0.0

    def wake(self) -> None:
        """Look for work now."""
        self._woken.set()

    def stop(self) -> None:
        """End after the job at work."""
        self._stopping.set()
        self._woken.set()

    def run(self) -> None:
        """Work until stopped. Trouble with the database is logged and waited out."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                pause = self._turn()
            except Exception:
                log.exception("the %s queue could not be worked on", self.queue)
                pause = AFTER_TROUBLE
            if pause:
                self._sleep(pause)

    def _turn(self) -> float:
        self._engine.sweep()
        claimed = self._engine.claim_due(self.queue, AT_ONCE[self.queue])
        while claimed:
            if self._stopping.is_set():
                self._engine.release(claimed)
                return 0.0
            failure = self._engine.run_claimed(claimed.pop(0))
            if isinstance(failure, MailServerDown):
                return self._pause(claimed)
        return 0.0 if self._counts() else self._until_next()

    def _counts(self) -> bool:
        """Count some passages, now and then; whether there may be more of them."""
        if self.queue != COUNTS or time.monotonic() < self._count_at:
            return False
        if self._engine.tally():
            return True
        self._count_at = time.monotonic() + COUNT_EVERY
        return False

    def _pause(self, claimed: list[Claimed]) -> float:
        if claimed:
            self._engine.release(claimed)
        self._stopping.wait(SERVER_DOWN)
        return 0.0

    def _until_next(self) -> float:
        due = self._engine.next_due(self.queue)
        if due is None:
            return LONGEST_SLEEP
        left = (due - self._engine.clock.now()) / timedelta(seconds=1)
        return min(max(left, 0.0), LONGEST_SLEEP)

    def _sleep(self, seconds: float) -> None:
        self._woken.wait(seconds)

"""Small duties that come round every minute, beside the jobs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

log = logging.getLogger("plumbline.dispatch")
EVERY = 60.0


class Keeper:
    """A thread that does its duties one after the other; one that fails is logged and tried again
    the next time."""

    def __init__(self, duties: Sequence[Callable[[], object]], every: float = EVERY) -> None:
        self._duties, self._every = duties, every
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the first round is at once."""
        self._thread = threading.Thread(target=self._run, name="plumbline-keeper", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """End after the duty at hand. Nothing when it was never begun."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def round(self) -> None:
        """Do every duty once."""
        for duty in self._duties:
            try:
                duty()
            except Exception:
                log.exception("%s could not be done", type(duty).__name__)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.round()
            self._stopping.wait(self._every)

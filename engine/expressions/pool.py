"""The few JavaScript machines a process shares: as many as it has processors, made when needed.

QuickJS takes its bearings anew at each call, so a machine may serve any thread, one at a time.
The one used last is taken first: a quiet process never makes a second.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

M = TypeVar("M")
MOST = max(2, os.cpu_count() or 2)


class Pool(Generic[M]):
    """Lends machines that `make` makes; `is_spent` says when one is not to be used again.

    One in which `breaks` was raised is thrown away.
    """

    def __init__(
        self, make: Callable[[], M], is_spent: Callable[[M], bool], breaks: type[Exception]
    ) -> None:
        self._make, self._is_spent, self._breaks = make, is_spent, breaks
        self.forget()
        # The child of a fork has no other threads, and must not wait for a turn one of them had.
        os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """Begin anew, with no machine."""
        self._idle: list[M] = []
        self._turns = threading.BoundedSemaphore(MOST)

    def __len__(self) -> int:
        """How many are at rest now."""
        return len(self._idle)

    @contextmanager
    def lend(self, *, fresh: bool = False) -> Iterator[M]:
        """One machine for this thread alone, until the block ends."""
        with self._turns:
            machine = self._make() if fresh else self._take()
            try:
                yield machine
            except self._breaks:
                raise
            except BaseException:
                self._idle.append(machine)
                raise
            self._idle.append(machine)

    def _take(self) -> M:
        while self._idle:
            try:
                machine = self._idle.pop()
            except IndexError:  # another thread was quicker
                break
            if not self._is_spent(machine):
                return machine
        return self._make()

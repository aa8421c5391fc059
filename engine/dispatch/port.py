"""What a dispatcher needs of the engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from engine.clock import Clock
from engine.jobs import Queue
from engine.model import Claimed


class Work(Protocol):
    """The engine, as far as jobs are concerned."""

    dispatcher: Any

    @property
    def clock(self) -> Clock: ...
    def claim_due(self, queue: Queue, limit: int) -> list[Claimed]: ...
    def run_claimed(self, claimed: Claimed) -> Exception | None: ...
    def release(self, claimed: list[Claimed]) -> None: ...
    def next_due(self, queue: Queue) -> datetime | None: ...
    def sweep(self) -> int: ...
    def void_leases(self) -> int: ...

"""A job while a worker does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class JobDetails:
    """What a job is to do, where, and since when it is due."""

    due_at: datetime
    payload: Mapping[str, Any]
    instance_id: UUID | None
    task_id: UUID | None


@dataclass(frozen=True)
class Claimed:
    """A job that this worker holds the lease of. `left`: how much may still follow from it.

    `details` do not change meanwhile. Only who ends the job learns whether the lease held.
    """

    id: UUID
    token: UUID
    kind: str
    attempt: int
    left: int
    details: JobDetails = field(compare=False)

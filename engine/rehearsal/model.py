"""What a rehearsal is asked, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from engine.model import Finding

START = datetime(2026, 1, 5, 9, tzinfo=UTC)  # A Monday morning, always the same one.
UNTIL = "P90D"

Outcome = Literal["completed", "waiting", "incident", "failed", "refused"]
State = Literal["completed", "cancelled", "failed", "waiting"]


@dataclass(frozen=True)
class Plan:
    """What to play: `processes` begin together at `at` with `variables`.

    Without `processes` those begin that nothing else in the bundle begins. `until` is an ISO 8601
    duration from `at`, or an instant. `answers`: see README.md.
    """

    processes: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = START
    until: str = UNTIL


@dataclass(frozen=True)
class Row:
    """One occurrence of one flow node, and where it stands at the end. `type` is BPMN's word.

    `at` is the instant (UTC) it came to this state; one that waits has been waiting since then.
    """

    id: str
    name: str
    type: str
    state: State
    at: datetime
    process: str


@dataclass(frozen=True)
class Instance:
    """One process instance of the rehearsal at its end."""

    process: str
    outcome: Outcome
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class Played:
    """The end of a rehearsal. `activities` are in the order they ended, those that wait last.

    `variables` are those of the first process. `outcome` is the worst of all instances.
    """

    outcome: Outcome
    activities: tuple[Row, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    instances: tuple[Instance, ...] = ()

"""What operations by hand change, and plans to carry instances over: plain, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from engine.model import InstanceStatus


@dataclass(frozen=True)
class Consequence:
    """One thing an operation by hand changes. `sentence` names elements and ids, never content.

    `kind` is status, user task, timer, message, service, letter, incident, variable, done or
    note.
    """

    kind: str
    element_id: str
    sentence: str


@dataclass(frozen=True)
class Effect:
    """What an operation by hand did, or would do. `final` says why it cannot be taken back;
    `status` is that of the instance, None where there is none."""

    status: InstanceStatus | None
    consequences: tuple[Consequence, ...]
    final: str = ""


@dataclass(frozen=True)
class InstancePlan:
    """Whether one instance can be carried over to another deployment: not with `obstacles`.

    `version` is the instance's when it was judged; `notes` say what else changes for its people.
    """

    instance_id: UUID
    business_key: str | None
    version: int
    obstacles: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def carries_on(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


@dataclass(frozen=True)
class MigrationPlan:
    """What was found for each instance. `names` gives new ids for elements that were renamed."""

    deployment_id: UUID
    names: Mapping[str, str]
    instances: tuple[InstancePlan, ...]

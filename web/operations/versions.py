"""The processes of a version, also when this release cannot read it any more."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from engine.errors import BundleRefused
from engine.spiff import ProcessSpec
from engine.tables import ProcessInstance
from web.parts import Parts


def process_name(here: Parts, row: ProcessInstance) -> str:
    """What the process of an instance is called in its version; its key when that is not known."""
    spec = processes_of(here, row.deployment_id).get(row.process_key)
    return (spec.name if spec else "") or row.process_key


def processes_of(here: Parts, deployment_id: UUID) -> Mapping[str, ProcessSpec]:
    """By key; none when the version cannot be read."""
    try:
        return here.engine.deployed(deployment_id).definitions.processes
    except BundleRefused:
        return {}

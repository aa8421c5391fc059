"""The processes of a version, also when this release cannot read it any more."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from engine.errors import BundleRefused
from engine.spiff import ProcessSpec
from web.parts import Parts


def processes_of(here: Parts, deployment_id: UUID) -> Mapping[str, ProcessSpec]:
    """By key; none when the version cannot be read."""
    try:
        return here.engine.deployed(deployment_id).definitions.processes
    except BundleRefused:
        return {}

"""Where the pages of operations lead to."""

from __future__ import annotations

from uuid import UUID

from flask import url_for


def instance_address(instance_id: UUID | str) -> str:
    """The page of a process instance."""
    return url_for("operations_instance.page", instance_id=instance_id)


def incident_address(incident_id: UUID | str) -> str:
    """The page of an incident."""
    return url_for("operations_incidents.incident", incident_id=incident_id)


def incidents_address() -> str:
    """The list of incidents."""
    return url_for("operations_incidents.overview")


def cause_address(cause: str) -> str:
    """The page of what incidents have in common."""
    return url_for("operations_incidents.cause", cause=cause)

"""Where the pages of operations lead to."""

from __future__ import annotations

from uuid import UUID

from flask import current_app, url_for


def instance_address(instance_id: UUID | str) -> str:
    """The page of a process instance."""
    return url_for("operations_instance.page", instance_id=instance_id)


def incident_address(incident_id: UUID | str) -> str:
    """The page of an incident."""
    known = "operations_incidents.incident" in current_app.view_functions
    page = "operations_incidents.incident" if known else "operations.incident"
    return url_for(page, incident_id=incident_id)


def incidents_address() -> str:
    """The list of incidents."""
    known = "operations_incidents.overview" in current_app.view_functions
    return url_for("operations_incidents.overview" if known else "operations.incidents")

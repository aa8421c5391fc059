"""The blueprint of the incidents."""

from flask import Blueprint

blueprint = Blueprint("operations_incidents", __name__)
LIST = "/operations/incidents"
CAUSE = f"{LIST}/causes/<cause>"
ONE = f"{LIST}/<uuid:incident_id>"

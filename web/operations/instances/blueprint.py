"""The blueprint of the list of instances."""

from flask import Blueprint

blueprint = Blueprint("operations_instances", __name__)
LIST = "/operations/instances"

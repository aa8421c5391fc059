"""The list of process instances, and the searches of it that are kept."""

from web.operations.instances import keeping, routes
from web.operations.instances.blueprint import blueprint

__all__ = ["blueprint", "keeping", "routes"]

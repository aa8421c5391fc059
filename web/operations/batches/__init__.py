"""One operation by hand for many instances: chosen, looked at, begun, watched, told."""

from web.operations.batches.routes import blueprint

__all__ = ["blueprint"]

"""Jobs and timers: queues with their age and lag, and trying again what failed."""

from web.operations.jobs.routes import blueprint

__all__ = ["blueprint"]

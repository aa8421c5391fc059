"""What was concluded, as it can be run again: from the engine's records, else from the audits'."""

from handlers.replay.concluded import concluded

__all__ = ["concluded"]

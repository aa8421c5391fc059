"""One step of one instance, from one rest to the next: how every command moves an instance."""

from engine.transition.lock import lock_instance, lock_instance_of
from engine.transition.step import begin, step

__all__ = ["begin", "lock_instance", "lock_instance_of", "step"]

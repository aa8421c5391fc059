"""One step of one instance, from one rest to the next: how every command moves an instance."""

from engine.transition.lock import lock_instance, lock_instance_of
from engine.transition.restoring import deployed_of, restored
from engine.transition.step import begin, require_open, step, write

__all__ = [
    "begin",
    "deployed_of",
    "lock_instance",
    "lock_instance_of",
    "require_open",
    "restored",
    "step",
    "write",
]

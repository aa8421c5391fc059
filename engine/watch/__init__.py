"""Watching over what runs: who works, and how much of everything there is."""

from engine.watch.heartbeat import Heartbeat
from engine.watch.measuring import Measuring

__all__ = ["Heartbeat", "Measuring"]

"""Instances that are over, run again on another version. See README.md."""

from engine.replay.model import Entry, Recorded, Run
from engine.replay.reading import recorded_between
from engine.replay.report import Report, replay
from engine.replay.running import run
from engine.replay.setting import Setting

__all__ = [
    "Entry",
    "Recorded",
    "Report",
    "Run",
    "Setting",
    "recorded_between",
    "replay",
    "run",
]

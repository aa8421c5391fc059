"""Processes played in memory on a virtual clock. See README.md."""

from engine.rehearsal.answers import AnswersUnreadable
from engine.rehearsal.model import START, UNTIL, Instance, Plan, Played, Row
from engine.rehearsal.playing import play

__all__ = [
    "START",
    "UNTIL",
    "AnswersUnreadable",
    "Instance",
    "Plan",
    "Played",
    "Row",
    "play",
]

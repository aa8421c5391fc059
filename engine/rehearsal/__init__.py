"""Processes played in memory on a virtual clock. See README.md."""

from engine.rehearsal.answers import AnswersUnreadable
from engine.rehearsal.host import Call
from engine.rehearsal.model import START, UNTIL, Instance, Plan, Played, Row
from engine.rehearsal.places import Place, StepRefused
from engine.rehearsal.playing import play
from engine.rehearsal.scripts import playable
from engine.rehearsal.stage import NEXT, Opening, Stage

__all__ = [
    "NEXT",
    "START",
    "UNTIL",
    "AnswersUnreadable",
    "Call",
    "Instance",
    "Opening",
    "Place",
    "Plan",
    "Played",
    "Row",
    "Stage",
    "StepRefused",
    "play",
    "playable",
]

"""Diagrams edited without a mouse: each verb changes the file and its picture, and nothing else."""

from engine.editing.diagrams.drawing import Drawing
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.facts import Facts, Way
from engine.editing.diagrams.inserting import KINDS
from engine.editing.diagrams.late import HOSTS, Late

__all__ = ["HOSTS", "KINDS", "Drawing", "EditRefused", "Facts", "Late", "Way"]

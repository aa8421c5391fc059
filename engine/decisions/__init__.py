"""DMN decisions with true hit policies. See README.md."""

from engine.decisions.checking import check
from engine.decisions.collection import Decisions
from engine.decisions.errors import DecisionFailed, DecisionRefused
from engine.decisions.evaluation import evaluate, explain
from engine.decisions.model import Decision, Matched, Outcome
from engine.decisions.reading import read

__all__ = [
    "Decision",
    "DecisionFailed",
    "DecisionRefused",
    "Decisions",
    "Matched",
    "Outcome",
    "check",
    "evaluate",
    "explain",
    "read",
]

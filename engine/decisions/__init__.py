"""DMN decisions with true hit policies. See README.md."""

from engine.decisions.checking import check
from engine.decisions.collection import Decisions
from engine.decisions.errors import DecisionFailed, DecisionRefused
from engine.decisions.evaluation import decide, evaluate, explain
from engine.decisions.logic import Table
from engine.decisions.model import Decision, Matched, Model, Outcome
from engine.decisions.reading import link, read, read_model
from engine.decisions.typed import typed

__all__ = [
    "Decision",
    "DecisionFailed",
    "DecisionRefused",
    "Decisions",
    "Matched",
    "Model",
    "Outcome",
    "Table",
    "check",
    "decide",
    "evaluate",
    "explain",
    "link",
    "read",
    "read_model",
    "typed",
]

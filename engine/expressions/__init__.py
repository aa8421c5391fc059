"""The one expression language, FEEL. See README.md; everything else in this package is internal."""

from engine.expressions.catalogue import FUNCTIONS, Function
from engine.expressions.checking import check, check_name, names_used
from engine.expressions.errors import ExpressionFailed, KernelMissing, UnsafeValue
from engine.expressions.evaluation import evaluate, evaluate_context, evaluate_many, unary
from engine.expressions.settings import Settings
from engine.expressions.texts import strip_equals
from engine.expressions.values import check_value
from engine.expressions.vocabulary import Vocabulary

__all__ = [
    "FUNCTIONS",
    "ExpressionFailed",
    "Function",
    "KernelMissing",
    "Settings",
    "UnsafeValue",
    "Vocabulary",
    "check",
    "check_name",
    "check_value",
    "evaluate",
    "evaluate_context",
    "evaluate_many",
    "names_used",
    "strip_equals",
    "unary",
]

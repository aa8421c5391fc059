"""The only code that knows SpiffWorkflow. See README.md; all else in this package is internal."""

from engine.spiff.definitions import Definitions, Element, ProcessSpec
from engine.spiff.execution import Execution
from engine.spiff.feel import Host
from engine.spiff.reading import read
from engine.spiff.state import STATE_VERSION, StateUnreadable
from engine.spiff.steps import BudgetExceeded

__all__ = [
    "STATE_VERSION",
    "BudgetExceeded",
    "Definitions",
    "Element",
    "Execution",
    "Host",
    "ProcessSpec",
    "StateUnreadable",
    "read",
]

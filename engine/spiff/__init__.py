"""The only code that knows SpiffWorkflow. See README.md; all else in this package is internal."""

from engine.spiff.definitions import Definitions, Element, ProcessSpec
from engine.spiff.diagram import Diagram, Flow, Graph, Node
from engine.spiff.execution import Execution
from engine.spiff.feel import Host
from engine.spiff.formal import formals
from engine.spiff.gate_names import written
from engine.spiff.offers import PROPERTIES as OFFER_PROPERTIES
from engine.spiff.offers import may_offer
from engine.spiff.periods import is_literal
from engine.spiff.reading import drawn, read, tables
from engine.spiff.starting import start_due
from engine.spiff.state import STATE_VERSION, StateUnreadable
from engine.spiff.steps import BudgetExceeded

__all__ = [
    "OFFER_PROPERTIES",
    "STATE_VERSION",
    "BudgetExceeded",
    "Definitions",
    "Diagram",
    "Element",
    "Execution",
    "Flow",
    "Graph",
    "Host",
    "Node",
    "ProcessSpec",
    "StateUnreadable",
    "drawn",
    "formals",
    "is_literal",
    "may_offer",
    "read",
    "start_due",
    "tables",
    "written",
]

"""The only code that knows SpiffWorkflow. See README.md; all else in this package is internal."""

from engine.spiff.budgets import BudgetExceeded
from engine.spiff.contents import Held, contents, values
from engine.spiff.definitions import Definitions, Element, ProcessSpec
from engine.spiff.drawing.diagram import Diagram, Event, Flow, Graph, Node
from engine.spiff.drawing.formal import formals
from engine.spiff.drawing.marked import drawn_processes
from engine.spiff.drawing.schema import schema_errors
from engine.spiff.drawing.schema_places import only_out_of_order
from engine.spiff.drawing.scripts import refusal as script_refusal
from engine.spiff.drawing.xml import Unreadable
from engine.spiff.elements.moments import moment_after, timer_moments
from engine.spiff.elements.offers import PROPERTIES as OFFER_PROPERTIES
from engine.spiff.elements.offers import may_offer, starts_by_offer
from engine.spiff.elements.periods import TimerRefused, is_literal
from engine.spiff.execution import Execution
from engine.spiff.feel import Host
from engine.spiff.gate.judging import gate_rules, left_open_rules
from engine.spiff.gate.names import written
from engine.spiff.gate.timers import wrong as timer_refusals
from engine.spiff.gate.vendors import of_diagram as foreign_settings
from engine.spiff.goals import OpenPlace, behind, open_places
from engine.spiff.migration import Judgement, carry, judge
from engine.spiff.positions import Position, Standing, standing
from engine.spiff.reading import draw_file, drawn, parse_whole, read, tables, zone
from engine.spiff.starting import start_due
from engine.spiff.state import STATE_VERSION, StateUnreadable
from engine.spiff.translating import Said, Translation, translate
from engine.spiff.triggers import Trigger, begins_at_event, called, thrown, triggers

__all__ = [
    "OFFER_PROPERTIES",
    "STATE_VERSION",
    "BudgetExceeded",
    "Definitions",
    "Diagram",
    "Element",
    "Event",
    "Execution",
    "Flow",
    "Graph",
    "Held",
    "Host",
    "Judgement",
    "Node",
    "OpenPlace",
    "Position",
    "ProcessSpec",
    "Said",
    "Standing",
    "StateUnreadable",
    "TimerRefused",
    "Translation",
    "Trigger",
    "Unreadable",
    "begins_at_event",
    "behind",
    "called",
    "carry",
    "contents",
    "draw_file",
    "drawn",
    "drawn_processes",
    "foreign_settings",
    "formals",
    "gate_rules",
    "is_literal",
    "judge",
    "left_open_rules",
    "may_offer",
    "moment_after",
    "only_out_of_order",
    "open_places",
    "parse_whole",
    "read",
    "schema_errors",
    "script_refusal",
    "standing",
    "start_due",
    "starts_by_offer",
    "tables",
    "thrown",
    "timer_moments",
    "timer_refusals",
    "translate",
    "triggers",
    "values",
    "written",
    "zone",
]

"""The tools whose settings are found in diagrams, by the namespace they write them in."""

from __future__ import annotations

from dataclasses import dataclass

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"


@dataclass(frozen=True)
class Tool:
    """`known` names the file in known/ that lists its settings; empty when nothing is known."""

    name: str
    prefix: str
    known: str = ""


TOOLS = {
    "http://camunda.org/schema/1.0/bpmn": Tool("Camunda 7", "camunda", "camunda"),
    "http://activiti.com/schema/1.0/bpmn": Tool("Camunda 7", "camunda", "camunda"),
    "http://flowable.org/bpmn": Tool("Flowable", "flowable", "camunda"),
    "http://activiti.org/bpmn": Tool("Activiti", "activiti", "camunda"),
    "http://camunda.org/schema/zeebe/1.0": Tool("Camunda 8", "zeebe", "zeebe"),
    "http://www.jboss.org/drools": Tool("jBPM", "drools", "jbpm"),
    SPIFF[1:-1]: Tool("SpiffArena", "spiffworkflow", "spiff"),
}

# What these say is about the picture, the tool or a simulation, never about what runs.
DRAWN = frozenset(
    (
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/XML/1998/namespace",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
        "http://www.omg.org/spec/BPMN/non-normative/extensions/i18n/1.0",
        "http://www.omg.org/spec/BPMN/non-normative/extensions/envelope-decorator-bounds/1.0",
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
        "http://camunda.org/schema/modeler/1.0",
        "http://flowable.org/modeler",
        "http://flowable.org/design",
        "http://activiti.com/modeler",
        "http://www.signavio.com",
        "http://www.signavio.com/",
        "http://bpmn.sourceforge.net",
        "http://www.w4.eu/spec/BPMN/20110930/GRAPH",
        "http://www.bpsim.org/schemas/1.0",
        "http://www.bpsim.org/schemas/2.0",
    )
)
OURS = ("http://www.omg.org/spec/BPMN/20100524/", "http://www.omg.org/spec/DD/20100524/")


def tool_of(space: str) -> Tool | None:
    """The tool that writes in this namespace; None when its settings need no reading."""
    if not space or space in DRAWN or space.startswith(OURS):
        return None
    return TOOLS.get(space) or Tool(space[:80], "")

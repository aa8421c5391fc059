"""What a bundle's diagrams say, once read: shared by every instance, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.decisions import Decisions
from engine.model import Finding

Starts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Element:
    """One element of a diagram, as people and checks refer to it. `type` is BPMN's own word."""

    id: str
    name: str
    type: str
    lane: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    documentation: str = ""
    operation: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    result: str | None = None


@dataclass(frozen=True)
class ProcessSpec:
    """An executable process. `elements` holds those of its embedded sub-processes too.

    `start_…` are its start events: element id, and the message's or signal's name or timer's text.
    `offered` is the id of the start event by which people may start it.
    """

    key: str
    name: str
    file: str
    start_messages: Starts
    start_signals: Starts
    start_timers: Starts
    elements: Mapping[str, Element]
    offered: str | None = None

    def start_at(self, kind: str, name: str) -> str | None:
        """The start event for the message or signal of that name; None when it has none."""
        starts = self.start_messages if kind == "message" else self.start_signals
        return next((id for id, wanted in starts if wanted == name), None)


@dataclass(frozen=True)
class Definitions:
    """All processes and decisions of a bundle. `specs` is for this package only.

    `findings` are the warnings about what a sketch leaves open.
    """

    processes: Mapping[str, ProcessSpec]
    decisions: Decisions
    specs: Mapping[str, BpmnProcessSpec]
    zone: str
    findings: tuple[Finding, ...] = ()

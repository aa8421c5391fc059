"""A version of a bundle in which instances are run again, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.bundle import Bundle
from engine.calendar import Calendar, calendar_of
from engine.differences import Version
from engine.impact.reach import Reach
from engine.spiff import Definitions, Element, Graph, read

AS_WRITTEN = "What it leaves in the process is written in another way."
GIVEN_OTHER = "It does something else, or is given something else."


@dataclass(frozen=True)
class Setting:
    """Raises BundleRefused when the bundle could not be deployed."""

    bundle: Bundle

    @cached_property
    def definitions(self) -> Definitions:
        """The processes and decisions."""
        return read(self.bundle)

    @cached_property
    def calendar(self) -> Calendar:
        """Its working days."""
        return calendar_of(self.bundle, None)

    @cached_property
    def parameters(self) -> Mapping[str, Any]:
        """Its settings."""
        return self.bundle.parameters

    @cached_property
    def processes(self) -> Mapping[str, Graph]:
        """What is drawn, by process."""
        return Version(self.bundle).processes

    @cached_property
    def reach(self) -> Reach:
        """What lies ahead of a position."""
        return Reach(self.processes)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """The process each call activity calls, by the activity's id."""
        nodes = (node for graph in self.processes.values() for _, node in graph.walk())
        return {node.id: node.called for node in nodes if node.called}

    @cached_property
    def elements(self) -> Mapping[str, tuple[str, Element]]:
        """Every element with its process, by id."""
        specs = self.definitions.processes.items()
        return {id: (key, one) for key, spec in specs for id, one in spec.elements.items()}


def not_comparable(recorded_on: Setting, setting: Setting) -> dict[str, str]:
    """The elements whose recorded results do not fit the other version, with the reason."""
    found = {}
    for id, (_, element) in setting.elements.items():
        _, old = recorded_on.elements.get(id, ("", None))
        if old is None:
            continue
        if old.properties.get("results") != element.properties.get("results"):
            found[id] = AS_WRITTEN
        elif element.result and _service(old) != _service(element):
            found[id] = GIVEN_OTHER
    return found


def _service(element: Element) -> tuple[str | None, Mapping[str, str]]:
    return element.operation, element.parameters

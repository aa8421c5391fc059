"""A diagram as parts and flows: what a generator fills, what a test may edit, and its XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from engine.bundle import Bundle
from tests.engine.spiff.drawing import HEAD
from tests.engine.spiff.happening import DECLARED
from tests.engine.spiff.telling import properties

GATEWAYS = {
    "xor": "exclusiveGateway",
    "or": "inclusiveGateway",
    "and": "parallelGateway",
    "race": "eventBasedGateway",
}


@dataclass
class Part:
    """One element: its XML type, attributes and what stands inside; `page` when it has a graph."""

    id: str
    type: str
    said: dict[str, str] = field(default_factory=dict)
    inner: str = ""
    page: Page | None = None

    def xml(self) -> str:
        said = "".join(f' {name}="{value}"' for name, value in self.said.items())
        inside = self.inner + (self.page.xml() if self.page else "")
        if self.type in ("userTask", "manualTask") and "extensionElements" not in inside:
            inside = properties(assignee="&quot;maya&quot;") + inside
        return f'<{self.type} id="{self.id}"{said}>{inside}</{self.type}>'


@dataclass
class Flow:
    """From one part to another, perhaps with a condition; several may join the same two."""

    id: str
    source: str
    target: str
    condition: str = ""

    def xml(self) -> str:
        text = escape(self.condition)
        inner = f"<conditionExpression>{text}</conditionExpression>" if text else ""
        ends = f'sourceRef="{self.source}" targetRef="{self.target}"'
        return f'<sequenceFlow id="{self.id}" {ends}>{inner}</sequenceFlow>'


@dataclass
class Page:
    """What is drawn in a process or sub-process, in the order of the file."""

    parts: list[Part] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    more: str = ""

    def xml(self) -> str:
        return "".join(one.xml() for one in (*self.parts, *self.flows)) + self.more

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self.xml())

    def part(self, id: str) -> Part:
        return next(part for part in self.parts if part.id == id)

    def after(self, id: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.source == id]

    def before(self, id: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.target == id]

    def everywhere(self) -> Iterator[Page]:
        """This page, and those inside its parts."""
        yield self
        for part in self.parts:
            yield from part.page.everywhere() if part.page else ()


def bundle_of(page: Page, called: Page | None = None) -> Bundle:
    """A bundle with the process `p`, and with `q` for its calls."""
    processes = [("p", page), *([("q", called)] if called else [])]
    body = "".join(
        f'<process id="{id}" isExecutable="true">{one.xml()}</process>' for id, one in processes
    )
    text = f"{HEAD}{DECLARED}{body}</definitions>"
    return Bundle({"bundle.toml": b'key = "test"\n', "a.bpmn": text.encode()})

"""The pencil that draws a page at random: parts, flows, and what is added when all parts stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from .pages import GATEWAYS, Flow, Page, Part

CLOSED = ("startEvent", "boundaryEvent", "endEvent", "eventBasedGateway")
CHANGING = ("x > 1", "x = 0", "3 > x", "y", "not(y)", "true", "false", "nobody > 1")
CONSTANT = ("a", "b", "not(a)", "a and b")


@dataclass
class Pencil:
    """Draws one page with what hypothesis chooses; `plain` leaves only gateways and activities."""

    draw: Any
    names: Any
    plain: bool = False
    depth: int = 2

    def __post_init__(self) -> None:
        self.page = Page()

    def name(self, stem: str) -> str:
        return f"{stem}{next(self.names)}"

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def many(self, most: int, least: int = 0) -> int:
        return int(self.draw(st.integers(least, most)))

    def add(self, stem: str, type: str, inner: str = "", **said: str) -> str:
        self.page.parts.append(Part(self.name(stem), type, said, inner))
        return self.page.parts[-1].id

    def join(self, source: str, target: str, condition: str = "") -> None:
        self.page.flows.append(Flow(self.name("f"), source, target, condition))

    def cross(self) -> None:
        """A flow that nobody planned; in a plain page only forwards, so that it has no circle."""
        inner = [p for p in self.page.parts if p.type not in CLOSED]
        sources = [p for p in inner if "isForCompensation" not in p.said]
        source = self.pick(*sources)
        targets = [p for p in sources if p.id not in self._caught()]
        if self.plain:
            targets = [p for p in targets if p.id in self._behind(source.id)]
        if targets and source.inner != "link":
            self.join(source.id, self.pick(*targets).id)

    def _caught(self) -> set[str]:
        races = {p.id for p in self.page.parts if p.type == GATEWAYS["race"]}
        links = {p.id for p in self.page.parts if "linkEvent" in p.inner}
        return links | {f.target for f in self.page.flows if f.source in races}

    def _behind(self, id: str) -> set[str]:
        found: set[str] = set()
        fringe = [id]
        while fringe:
            new = {f.target for f in self.page.after(fringe.pop())} - found
            found |= new
            fringe += new
        return found

    def choices(self) -> None:
        """Conditions where a gateway chooses, and now and then on the flows of an activity."""
        texts = CONSTANT if self.plain else CHANGING
        for part in self.page.parts:
            flows = self.page.after(part.id)
            chooses = part.type in (GATEWAYS["xor"], GATEWAYS["or"])
            may = part.type.endswith(("Task", "task")) and self.many(2) == 0
            if len(flows) < 2 or not (chooses or may):
                continue
            for flow in flows:
                flow.condition = self.pick(*texts)
            if self.plain or self.many(3):
                flows[-1].condition = ""
                part.said["default"] = flows[-1].id

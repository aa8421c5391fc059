"""Well-formed diagrams at random: nested blocks, then flows across them that nobody planned."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from .elements import ENDINGS, MANY, THROWN, WAITED, activity, boundary, event, listener, undo
from .pages import GATEWAYS, Flow, Page, Part

Ends = tuple[str, str]
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

    def whole(self, blocks: int = 3) -> Page:
        """A page from start to end, with crossings, choices and what happens beside it."""
        first, last = self.add("s", "startEvent"), self.add("e", "endEvent", self._ending())
        begin, end = self.sequence(self.many(blocks, 1))
        self.join(first, begin)
        self.join(end, last)
        for _ in range(self.many(2)):
            self._cross()
        self._choices()
        if not self.plain and self.many(3) == 0:
            self.page.parts.append(listener(self))
        return self.page

    def sequence(self, length: int) -> Ends:
        """Some blocks one after the other."""
        blocks = [self.block() for _ in range(length)]
        for (_, end), (begin, _) in itertools.pairwise(blocks):
            self.join(end, begin)
        return blocks[0][0], blocks[-1][1]

    def block(self) -> Ends:
        """One activity, or something with an inside."""
        kinds: list[Callable[[], Ends]] = [self._activity, self._activity]
        if self.depth > 0:
            kinds += [self._branches, self._branches, self._sub_process]
            kinds += [] if self.plain else [self._race, self._back, self._event, self._undone]
        self.depth -= 1
        ends: Ends = self.pick(*kinds)()
        self.depth += 1
        return ends

    def inside(self) -> Page:
        """A page of its own, drawn with the same pencil."""
        return Pencil(self.draw, self.names, self.plain, self.depth - 1).whole(2)

    def _activity(self) -> Ends:
        part = activity(self)
        self.page.parts.append(part)
        if not self.plain and self.many(2) == 0:
            self._beside(part.id)
        return part.id, part.id

    def _sub_process(self) -> Ends:
        part = Part(self.name("sub"), "subProcess", page=self.inside())
        if not self.plain and self.many(3) == 0:
            part.inner = self.pick(*MANY)
        self.page.parts.append(part)
        if not self.plain and self.many(1) == 0:
            self._beside(part.id)
        return part.id, part.id

    def _beside(self, host: str) -> None:
        part = boundary(self, self.page.part(host))
        self.page.parts.append(part)
        after = self.add("late", self.pick("userTask", "task"))
        self.join(part.id, after)
        self.join(after, host if self.many(1) else self.add("e", "endEvent"))

    def _branches(self) -> Ends:
        """A split and a join, not always of the same kind; one branch may be empty."""
        split, join = (self.add("g", GATEWAYS[self.pick("xor", "or", "and")]) for _ in "12")
        for _ in range(self.many(3, 2)):
            if self.many(3) == 0:
                self.join(split, join)
                continue
            begin, end = self.sequence(self.many(2, 1))
            self.join(split, begin)
            self.join(end, join)
        return split, join

    def _race(self) -> Ends:
        split, join = self.add("r", GATEWAYS["race"]), self.add("g", GATEWAYS["xor"])
        for _ in range(self.many(3, 2)):
            caught = self.add("c", "intermediateCatchEvent", event(self.pick(*WAITED)))
            self.join(split, caught)
            self.join(caught, join)
        return split, join

    def _back(self) -> Ends:
        """A loop drawn with gateways."""
        begin, end = self.add("g", GATEWAYS["xor"]), self.add("g", GATEWAYS["xor"])
        first, last = self.sequence(1)
        self.join(begin, first)
        self.join(last, end)
        self.join(end, begin)
        return begin, end

    def _event(self) -> Ends:
        said = self.pick("wait", "wait", "throw", "link")
        if said == "link":
            thrown = self.add("l", "intermediateThrowEvent", event(f"link {self.name('l')}"))
            target = self.page.part(thrown).inner
            return thrown, self.add("l", "intermediateCatchEvent", target)
        if said == "wait":
            id = self.add("c", "intermediateCatchEvent", event(self.pick(*WAITED)))
        else:
            id = self.add("t", "intermediateThrowEvent", event(self.pick(*THROWN)))
        return id, id

    def _undone(self) -> Ends:
        """A transaction whose work is compensated when it is cancelled."""
        part = Part(self.name("try"), "transaction", page=self.inside())
        assert part.page is not None
        undo(self, part.page)
        ends = [p for p in part.page.parts if p.type == "endEvent"]
        self.pick(*ends).inner = self.pick("", "<cancelEventDefinition/>")
        if self.many(3) == 0:
            part.inner = self.pick(*MANY)
        self.page.parts.append(part)
        out = self.add("b", "boundaryEvent", "<cancelEventDefinition/>", attachedToRef=part.id)
        self.join(out, self.add("e", "endEvent"))
        return part.id, part.id

    def _ending(self) -> str:
        return "" if self.plain else event(self.pick("", "", "", *ENDINGS))

    def _cross(self) -> None:
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

    def _choices(self) -> None:
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


@st.composite
def diagrams(draw: Any, plain: bool = False) -> tuple[Page, Page | None]:
    """A process `p`, and the process `q` it may call; `plain` ones consist of tasks, gateways and
    sub-processes only, without circles."""
    names = iter(range(1, 10_000))
    page = Pencil(draw, names, plain).whole()
    called = None if plain else Pencil(draw, names, plain=True, depth=0).whole(2)
    return page, called

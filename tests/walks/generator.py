"""Well-formed diagrams at random: nested blocks, then flows across them that nobody planned."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from .elements import ENDINGS, MANY, THROWN, WAITED, activity, boundary, event, listener, undo
from .pages import GATEWAYS, Page, Part
from .pencil import Pencil

Ends = tuple[str, str]


class Drawing(Pencil):
    """One page of blocks in blocks."""

    def whole(self, blocks: int = 3) -> Page:
        """A page from start to end, with crossings, choices and what happens beside it."""
        first, last = self.add("s", "startEvent"), self.add("e", "endEvent", self._ending())
        begin, end = self.sequence(self.many(blocks, 1))
        self.join(first, begin)
        self.join(end, last)
        for _ in range(self.many(2)):
            self.cross()
        self.choices()
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
        return Drawing(self.draw, self.names, self.plain, self.depth - 1).whole(2)

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


@st.composite
def diagrams(draw: Any, plain: bool = False) -> tuple[Page, Page | None]:
    """A process `p`, and the process `q` it may call; `plain` ones consist of tasks, gateways and
    sub-processes only, without circles."""
    names = iter(range(1, 10_000))
    page = Drawing(draw, names, plain).whole()
    called = None if plain else Drawing(draw, names, plain=True, depth=0).whole(2)
    return page, called

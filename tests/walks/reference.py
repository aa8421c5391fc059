"""BPMN's control flow, told a second time: tokens on flows, for diagrams of tasks, gateways and
sub-processes without circles, whose conditions do not change."""

from __future__ import annotations

from collections import Counter

from .pages import GATEWAYS, Flow, Page, Part

TRUTH = {"a": True, "b": False, "not(a)": False, "a and b": False}


class Reference:
    """A page that is played. `waiting` are the user tasks that are open, `done` the activities
    that have completed, here and inside, both with how often."""

    def __init__(self, page: Page, done: Counter[str] | None = None) -> None:
        self.page = page
        self.tokens: Counter[str] = Counter()
        self.inside: list[tuple[Part, Reference]] = []
        self.own: Counter[str] = Counter()
        self.done: Counter[str] = Counter() if done is None else done
        for part in page.parts:
            if part.type == "startEvent":
                self._leave(part)
        self._settle()

    @property
    def waiting(self) -> Counter[str]:
        """User tasks that are open, here and inside."""
        return sum((one.waiting for _, one in self.inside), +self.own)

    @property
    def over(self) -> bool:
        """Whether no token is left."""
        return not (+self.tokens or +self.own or self.inside)

    def complete(self, id: str) -> None:
        """A user task at this element is done."""
        if self.own[id]:
            self.own[id] -= 1
            self._finish(self.page.part(id))
        else:
            place = next(n for n, (_, one) in enumerate(self.inside) if one.waiting[id])
            part, one = self.inside[place]
            one.complete(id)
            if one.over:
                del self.inside[place]
                self._finish(part)
        self._settle()

    def _settle(self) -> None:
        """Move until nothing can: inclusive joins only when nothing else does."""
        while any(self._advance(part) for part in self.page.parts if not self._joins(part)) or any(
            self._merge(part) for part in self.page.parts if self._joins(part)
        ):
            pass

    def _joins(self, part: Part) -> bool:
        return part.type == GATEWAYS["or"]

    def _advance(self, part: Part) -> bool:
        full = [flow for flow in self.page.before(part.id) if self.tokens[flow.id]]
        together = part.type == GATEWAYS["and"]
        if not full or (together and len(full) < len(self.page.before(part.id))):
            return False
        for flow in full if together else full[:1]:
            self.tokens[flow.id] -= 1
        self._enter(part)
        return True

    def _merge(self, part: Part) -> bool:
        incoming = self.page.before(part.id)
        full = [flow for flow in incoming if self.tokens[flow.id]]
        if not full or self._may_come(part, incoming, full):
            return False
        for flow in full:
            self.tokens[flow.id] -= 1
        self._enter(part)
        return True

    def _may_come(self, part: Part, incoming: list[Flow], full: list[Flow]) -> bool:
        """A token can reach an empty flow, and no flow that has one, without passing here."""
        empty = [flow for flow in incoming if flow not in full]
        held = {f.target for f in self.page.flows if self.tokens[f.id] and f not in full}
        held |= {id for id in +self.own} | {one.id for one, _ in self.inside}
        return any(
            self._leads(id, part.id, empty) and not self._leads(id, part.id, full)
            for id in held - {part.id}
        )

    def _leads(self, id: str, past: str, flows: list[Flow]) -> bool:
        seen, fringe = set[str](), [id]
        while fringe:
            one = fringe.pop()
            if one not in seen and one != past:
                seen.add(one)
                fringe += [flow.target for flow in self.page.after(one)]
        return any(flow.source in seen for flow in flows)

    def _enter(self, part: Part) -> None:
        if part.type == "userTask":
            self.own[part.id] += 1
        elif part.page is not None:
            one = Reference(part.page, self.done)
            if one.over:
                self._finish(part)
            else:
                self.inside.append((part, one))
        else:
            self._finish(part)

    def _finish(self, part: Part) -> None:
        if part.page is not None or part.type in ("task", "userTask"):
            self.done[part.id] += 1
        self._leave(part)

    def _leave(self, part: Part) -> None:
        flows = self.page.after(part.id)
        chosen = [f for f in flows if f.id != part.said.get("default")]
        chosen = [f for f in chosen if not f.condition or TRUTH[f.condition]]
        chosen = chosen or [f for f in flows if f.id == part.said.get("default")]
        if part.type == GATEWAYS["xor"]:
            chosen = chosen[:1]
        self.tokens.update(flow.id for flow in chosen)

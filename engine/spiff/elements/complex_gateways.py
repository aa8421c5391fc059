"""The complex gateway: goes on when its condition is true, then waits for the rest and resets."""

from __future__ import annotations

from collections.abc import Collection

from engine.errors import PlumblineError
from engine.expressions import names_used, strip_equals
from engine.spiff.elements.gateways import Inclusive
from engine.spiff.elements.joins import FIRED, blockers, merge, oldest, places, waiting
from engine.spiff.elements.nodes import ask
from engine.spiff.elements.ways import Ways, chosen
from engine.spiff.instance import Scoped
from engine.spiff.tokens import Token

COUNT = "activationCount"
STARTS = "waitingForStart"


class Complex(Inclusive):
    """BPMN 2.0.2, 13.4.5. Between going on and resetting a token of its own stands here, which
    knows by which flows tokens had come (`FIRED`)."""

    def settle(self, scope: Scoped) -> bool:
        fired = self._fired(scope)
        return self._start(scope) if fired is None else self._reset(scope, fired)

    def choose(self, token: Token) -> Ways:
        """A flow without a condition belongs to the start; a reset may lead nowhere."""
        if "reset" not in token.internal_data:
            return self.found(chosen(token, self.ways, **{STARTS: True}))
        asked = [way for way in self.ways if not way.free]
        return chosen(token, asked, **{STARTS: False})

    def hopes(self, scope: Scoped, live: Collection[str]) -> bool:
        if self._fired(scope) is not None:
            return super().hopes(scope, live)
        reached = [{self.drawn.id}, *self.upstream.values()]
        if any(not up.isdisjoint(live) for up in reached):
            return True
        return self._asks_for_more and bool(_live(scope))

    @property
    def _asks_for_more(self) -> bool:
        text = strip_equals(self.drawn.activation or "")
        return bool(set(names_used(text)) - {COUNT})

    def _fired(self, scope: Scoped) -> Token | None:
        here = scope.top_workflow.joining.values()
        mine = (t for t in here if t.task_spec is self and t.workflow is scope)
        return next((t for t in mine if FIRED in t.internal_data), None)

    def _start(self, scope: Scoped) -> bool:
        arrived = waiting(scope, self)
        if not self._active(scope, arrived):
            return False
        token = Token(scope, self)
        token.internal_data[FIRED] = list(arrived)
        token.join()
        merge(oldest(arrived))
        return True

    def _active(self, scope: Scoped, arrived: dict[str, list[Token]]) -> bool:
        if any("problem" in token.internal_data for token in scope.here(self.name)):
            return False
        token, count = oldest(arrived)[0], sum(map(len, arrived.values()))
        try:
            return bool(ask(token, self.drawn.activation or "true", bool, **{COUNT: count}))
        except PlumblineError as error:
            token.fail(error, "enter")
            return False

    def _reset(self, scope: Scoped, fired: Token) -> bool:
        arrived, before = waiting(scope, self), fired.internal_data[FIRED]
        if blockers(scope, self, {*arrived, *before}):
            return False
        late = oldest({f: tokens for f, tokens in arrived.items() if f not in before})
        if late and not all(way.free for way in self.ways):
            late[0].internal_data["reset"] = 1
            merge(late)
        else:
            for token in late:
                scope.leave(token)
        scope.leave(fired)
        return True


def _live(scope: Scoped) -> set[str]:
    top = scope.top_workflow
    return places(token for token in top.index.values() if token.id not in top.joining)

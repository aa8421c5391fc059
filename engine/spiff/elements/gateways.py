"""Gateways: which way a token goes on, and what it waits for before."""

from __future__ import annotations

from collections.abc import Collection

from engine.spiff.elements.joins import blockers, merge, oldest, waiting
from engine.spiff.elements.nodes import Node
from engine.spiff.elements.ways import Ways, first
from engine.spiff.instance import Scoped
from engine.spiff.tokens import Token


class Exclusive(Node):
    """The first flow whose condition is true, else the default. Every token passes by itself."""

    def choose(self, token: Token) -> Ways:
        return self.found(first(token, self.ways))


class Parallel(Node):
    """One token from every incoming flow; one token on every outgoing flow."""

    joins = True

    def gather(self, token: Token) -> None:
        arrived = waiting(token.workflow, self)
        if len(arrived) >= len(self.upstream):
            merge(oldest(arrived))

    def hopes(self, scope: Scoped, live: Collection[str]) -> bool:
        arrived = waiting(scope, self)
        missing = [up for flow, up in self.upstream.items() if flow not in arrived]
        return all(not up.isdisjoint(live) for up in missing)


class Inclusive(Node):
    """Every flow whose condition is true; joins what can still arrive (see `blockers`)."""

    joins = True

    def gather(self, token: Token) -> None:
        """Whether anything can still arrive is known when nothing else moves: see `settle`."""

    def settle(self, scope: Scoped) -> bool:
        arrived = waiting(scope, self)
        if blockers(scope, self, arrived):
            return False
        merge(oldest(arrived))
        return True

    def hopes(self, scope: Scoped, live: Collection[str]) -> bool:
        held = blockers(scope, self, waiting(scope, self))
        return not held or self.drawn.id in live or not held.isdisjoint(live)


class Race(Node):
    """An event-based gateway: the first event that happens wins."""

    def _on_complete(self, token: Token) -> None:
        for way in token.leaving:
            token.take(way, race=str(token.id))

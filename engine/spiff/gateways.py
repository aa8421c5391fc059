"""Gateways: which way a token goes on, and what it waits for before."""

from __future__ import annotations

from collections.abc import Iterable

from engine.errors import PlumblineError
from engine.spiff.nodes import Node, ask
from engine.spiff.tokens import Token


class NoWay(PlumblineError):
    """No condition is true and there is no default flow, so the process cannot go on."""


class Choice(Node):
    """`ways` are the conditions with their nodes, in the order of the file."""

    ways: tuple[tuple[str | None, Node], ...] = ()
    default: Node | None = None

    def _chosen(self, token: Token, first_only: bool) -> list[Node]:
        found: list[Node] = []
        for condition, node in self.ways:
            if condition is None or ask(token, condition, bool):
                found.append(node)
                if first_only:
                    break
        found = found or ([self.default] if self.default is not None else [])
        if not found:
            raise NoWay("None of the conditions is true, and no flow is marked as the default.")
        return found

    def next(self, token: Token) -> Iterable[Node]:
        return [self._wf_spec.task_specs[name] for name in token.internal_data["next"]]


class Exclusive(Choice):
    """The first flow whose condition is true, else the default."""

    def _run_hook(self, token: Token) -> bool:
        token.internal_data["next"] = [n.name for n in self._chosen(token, first_only=True)]
        return True


class Join(Node):
    """Waits for tokens on its incoming flows; a waiting token has not been `reached` yet."""

    sources: tuple[str, ...] = ()

    def waiting(self, token: Token) -> dict[str, Token]:
        """One waiting token for each incoming flow that has any, the oldest first."""
        found: dict[str, Token] = {}
        for other in token.workflow.here(self.name):
            if "seen" not in other.internal_data:
                found.setdefault(other.internal_data["from"], other)
        return found

    def merge(self, tokens: dict[str, Token]) -> None:
        """Go on as one token; the others have arrived in it."""
        first, *others = tokens.values()
        first._ready()
        for token in others:
            token.workflow.leave(token)


class Parallel(Join):
    """One token from every incoming flow; one token on every outgoing flow."""

    def _update_hook(self, token: Token) -> bool:
        tokens = self.waiting(token)
        if len(tokens) >= len(self.sources):
            self.merge(tokens)
        return False


class Inclusive(Choice, Join):
    """Every flow whose condition is true; joins what can still arrive (see `may_go`)."""

    upstream: dict[str, frozenset[str]]

    def _update_hook(self, token: Token) -> bool:
        return len(self.sources) < 2

    def _run_hook(self, token: Token) -> bool:
        token.internal_data["next"] = [n.name for n in self._chosen(token, first_only=False)]
        return True

    def may_go(self, token: Token) -> bool:
        """BPMN 2.0.2, 13.4.3: no token elsewhere can still come by a flow that has none."""
        arrived = self.waiting(token)
        full = [self.upstream[s] for s in arrived]
        empty = [self.upstream[s] for s in self.sources if s not in arrived]
        for other in token.workflow.tasks.values():
            place = other.task_spec.drawn.id
            if place == self.name or other._parent is not None or "armed" in other.internal_data:
                continue
            if any(place in e for e in empty) and not any(place in f for f in full):
                return False
        return True


class Race(Node):
    """An event-based gateway: the first event that happens wins."""

    def _on_complete(self, token: Token) -> None:
        for node in self.after:
            token.follow(node, race=str(token.id))

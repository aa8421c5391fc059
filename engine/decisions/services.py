"""What decision services call: the ways along which a circle could lead through one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decisions.elements import Elements, Found, key_of
from engine.decisions.errors import DecisionRefused
from engine.decisions.model import Decision, Model, Service

# Each service that is given decisions is followed by itself, since others are given others.
MOST_FOLLOWED = 100_000


class Services:
    """Follows the services of one set of decisions, as far as all of them together may lead."""

    def __init__(self, elements: Elements) -> None:
        self._elements, self._left = elements, MOST_FOLLOWED

    def needed(self, service: Service, model: Model) -> Iterator[Found]:
        """What the decisions inside need; those it is given are not worked out by it.

        Raises DecisionRefused when there is too much to follow.
        """
        if service.given_decisions:
            return self._called(service, model)
        return self._at(service.outputs, model)

    def _called(self, service: Service, model: Model) -> Iterator[Found]:
        seen = {key_of(*one) for one in self._at(service.given_decisions, model)}
        waiting = list(self._at(service.outputs, model))
        while waiting:
            one = waiting.pop()
            if key_of(*one) in seen:
                continue
            seen.add(key_of(*one))
            for found in self._elements.needs(*one):
                self._count(service, model)
                if isinstance(found[0], Decision):
                    waiting.append(found)
                else:
                    yield found

    def _at(self, hrefs: tuple[str, ...], model: Model) -> Iterator[Found]:
        found = (self._elements.at(href, model) for href in hrefs)
        return (one for one in found if one is not None)

    def _count(self, service: Service, model: Model) -> None:
        self._left -= 1
        if self._left < 0:
            sentence = "The decision services hold too many decisions to follow each of them."
            remedy = "Give the services fewer decisions, or divide them among several bundles."
            raise DecisionRefused(model.file, service.id, sentence, remedy)

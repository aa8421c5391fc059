"""All decisions of a bundle, which may require one another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from engine.decisions.elements import Elements, Found, hrefs_of, key_of, model_of
from engine.decisions.errors import DecisionRefused
from engine.decisions.message import message_of
from engine.decisions.model import Decision, InputData, Knowledge, Service
from engine.decisions.services import Services
from engine.decisions.writing import texts_of
from engine.expressions import machine
from engine.expressions.naming import Entries, mentioned, named
from engine.expressions.texts import CLOCK, Clock, clock_of


class Decisions(Mapping[str, Decision]):
    """Decisions by id. Every requirement is there and none goes round in a circle.

    An id that two imported files both use is there as `namespace#id` only.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_id: dict[str, Decision] = {}
        self._shared: set[str] = set()
        found = list(decisions)
        for decision in found:
            self._add(decision)
        self.elements = Elements(found)
        self._services = Services(self.elements)
        self._names: dict[str, tuple[Mapping[str, Entries], Clock]] = {}
        sound: set[str] = set()
        for decision in found:
            self._check((decision, model_of(decision)), sound)

    def __getitem__(self, id: str) -> Decision:
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def with_required(self, id: str) -> list[Decision]:
        """The decision and all it requires, directly or not, each once."""
        return [one for one, _ in self.reached(id) if isinstance(one, Decision)]

    def reached(self, id: str) -> list[Found]:
        """The decision and everything it requires: inputs, models and services as well."""
        decision = self._by_id[id]
        return self.elements.reach(decision, model_of(decision))

    def mentioned(self, id: str) -> frozenset[str]:
        """Every word in the decision and what it requires that could name a variable.

        The names of its inputs are among them, whatever words they are made of.
        """
        return frozenset(self._seen(id)[0])

    def given(self, id: str, variables: Mapping[str, object]) -> dict[str, object]:
        """What of the variables the decision and what it requires can see."""
        return named(self._seen(id)[0], variables)

    def clock(self, id: str) -> Clock:
        """What of the clock the decision, what it requires and the types ask for at most."""
        return self._seen(id)[1] if self._types_are_timeless else "instant"

    def _seen(self, id: str) -> tuple[Mapping[str, Entries], Clock]:
        if id not in self._names:
            reached = self.reached(id)
            texts = [text for one, _ in reached for text in texts_of(one)]
            # Inputs are judged by their types, so they are needed whole.
            inputs = {one.name: None for one, _ in reached if isinstance(one, InputData)}
            self._names[id] = {**mentioned(*texts), **inputs}, clock_of(*texts)
        return self._names[id]

    def key(self, id: str) -> str:
        """The key by which the kernel knows a decision."""
        return key_of(self._by_id[id], model_of(self._by_id[id]))

    @cached_property
    def _content(self) -> dict[str, object]:
        return message_of(self.elements)

    @cached_property
    def _types_are_timeless(self) -> bool:
        types = json.dumps(self._content["types"])
        return not any(word in types for word in CLOCK)

    @cached_property
    def message(self) -> tuple[str, str]:
        """A key for this very set, and the JSON that makes it known to a machine under that key."""
        key = hashlib.sha256(json.dumps(self._content).encode()).hexdigest()
        return key, json.dumps({"door": "decisions", "key": key, **self._content})

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
        """For each element's key and text the names of several words the text may use."""
        key, told = self.message
        found: dict[str, dict[str, dict[str, object]]] = machine.told(told, "words", key=key)
        return found

    def _add(self, decision: Decision) -> None:
        other = self._by_id.get(decision.id)
        space = model_of(decision).namespace
        if other is None and decision.id not in self._shared:
            self._by_id[decision.id] = decision
        elif other is not None and model_of(other).namespace == space:
            raise DecisionRefused(
                decision.file,
                decision.id,
                f"There is a decision of the same id in {other.file}.",
                "Give one of them another id.",
            )
        else:
            self._by_id[f"{space}#{decision.id}"] = decision
            if other is not None:
                self._shared.add(decision.id)
                del self._by_id[decision.id]
                self._by_id[f"{model_of(other).namespace}#{decision.id}"] = other

    def _check(self, one: Found, sound: set[str]) -> None:
        """Go along the arrows, each element once, with the way from `one` in hand."""
        way = {key_of(*one): self._needed(one)}
        while way:
            last = next(reversed(way))
            found = next(way[last], None)
            if found is None:
                sound.add(last)
                del way[last]
            elif key_of(*found) in way:
                raise _circle(found, way)
            elif key_of(*found) not in sound:
                way[key_of(*found)] = self._needed(found)

    def _needed(self, one: Found) -> Iterator[Found]:
        element, model = one
        if isinstance(element, Service):
            yield from self._services.needed(element, model)
        for href in hrefs_of(element) if isinstance(element, Decision | Knowledge) else ():
            found = self.elements.at(href, model)
            if found is None:
                raise self._missing(one, href)
            if not (found[0] is element and isinstance(element, Knowledge)):  # it may call itself
                yield found

    def _missing(self, one: Found, needed: str) -> DecisionRefused:
        element, model = one
        decided = isinstance(element, Decision) and needed in element.requires
        what = f"the decision {needed}" if decided else needed
        return DecisionRefused(
            element.file if isinstance(element, Decision) else model.file,
            element.id,
            f"It requires {what}, which is not there.",
            "Add that decision or remove the arrow." if decided else "Add it or remove the arrow.",
        )


def _circle(found: Found, way: Iterable[str]) -> DecisionRefused:
    element, model = found
    ids = [*(key.rpartition("#")[2] for key in way), element.id]
    return DecisionRefused(
        element.file if isinstance(element, Decision) else model.file,
        element.id,
        f"The decisions require one another in a circle: {' needs '.join(ids)}.",
        "Remove one of the arrows.",
    )

"""Everything decisions may require, found by where an arrow points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.decisions.model import Decision, InputData, Knowledge, Model, Service

Element = Decision | InputData | Knowledge | Service
Found = tuple[Element, Model]
NO_MODEL = Model("", "", "", {}, (), (), (), ())


def model_of(decision: Decision) -> Model:
    """The file a decision is in."""
    return decision.model or NO_MODEL


class Elements:
    """The given decisions, with the inputs, models and services of all files read together."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._found: dict[tuple[str, str], Found] = {}
        self._by_id: dict[str, Found] = {}
        self.models: dict[str, Model] = {}
        for decision in decisions:
            self._add(decision, model_of(decision))
            self.models |= {one.file: one for one in model_of(decision).together}
        for model in self.models.values():
            others: list[Element] = [*model.inputs, *model.knowledge, *model.services]
            for element in others:
                self._add(element, model)

    def _add(self, element: Element, model: Model) -> None:
        file = element.file if isinstance(element, Decision) else model.file
        self._found[file, element.id] = element, model
        self._by_id.setdefault(element.id, (element, model))

    def __iter__(self) -> Iterator[Found]:
        return iter(self._found.values())

    def at(self, href: str, model: Model) -> Found | None:
        """What `id` or `namespace#id` means in a file: its own element first, then any."""
        space, _, id = href.rpartition("#")
        if space:
            files = [one.file for one in self.models.values() if one.namespace == space]
            return next((self._found[f, id] for f in files if (f, id) in self._found), None)
        return self._found.get((model.file, id)) or self._by_id.get(id)

    def needs(self, element: Element, model: Model) -> Iterator[Found]:
        """What an element requires directly and is there."""
        for href in hrefs_of(element):
            found = self.at(href, model)
            if found is not None:
                yield found

    def reach(self, element: Element, model: Model) -> list[Found]:
        """The element and all it requires, directly or not, each once."""
        found: dict[str, Found] = {}
        waiting: list[Found] = [(element, model)]
        while waiting:
            one = waiting.pop()
            if key_of(*one) not in found:
                found[key_of(*one)] = one
                waiting.extend(self.needs(*one))
        return list(found.values())


def key_of(element: Element, model: Model) -> str:
    """A text that only this element has."""
    return f"{element.file if isinstance(element, Decision) else model.file}#{element.id}"


def hrefs_of(element: Element) -> tuple[str, ...]:
    """Where an element's arrows come from."""
    if isinstance(element, Decision):
        return (*element.requires, *element.inputs, *element.knowledge)
    if isinstance(element, Knowledge):
        return element.knowledge
    if isinstance(element, Service):
        return (*element.outputs, *element.given_decisions, *element.given_inputs)
    return ()


def paths_to(element: Element, model: Model, seen_from: Model) -> list[list[str]]:
    """The names an element has in another file or its own: after an import's name if it has one."""
    names = [element.name]
    if isinstance(element, Decision):
        names = [element.variable, *element.aliases]
    if model is seen_from:
        return [[name] for name in names]
    prefixes = [name for name, space in seen_from.imports.items() if space == model.namespace]
    prefix = [prefixes[0]] if prefixes and prefixes[0] else []
    return [[*prefix, name] for name in names]

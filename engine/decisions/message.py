"""What a machine is told about a set of decisions, once."""

from __future__ import annotations

from collections.abc import Iterable

from engine.decisions.elements import Element, Elements, Found, hrefs_of, key_of, paths_to
from engine.decisions.model import Decision, Item, Knowledge, Model, Service
from engine.decisions.source import SIMPLE
from engine.decisions.writing import Typed, plain

Plain = dict[str, object]
BUILT_IN = {name for name in SIMPLE.values() if name}


def message_of(elements: Elements) -> Plain:
    """Elements and types as JSON-like values; requirements by key and name."""
    return {
        "elements": [_element(one, elements) for one in elements],
        "views": {model.file: view_of(model, elements) for _, model in elements},
        "types": {
            f"{model.file}#{item.name}": _type(item, typed_in(model, elements.models.values()))
            for model in elements.models.values()
            for item in model.items
        },
    }


def view_of(model: Model, elements: Elements) -> dict[str, str]:
    """The types a file may name, by those names: its own, and imported ones after a prefix."""
    own = {item.name: f"{model.file}#{item.name}" for item in model.items}
    spaces = {space: name for name, space in model.imports.items()}
    for one in elements.models.values():
        if one is not model and one.namespace in spaces:
            prefix = spaces[one.namespace]
            for item in one.items:
                name = f"{prefix}.{item.name}" if prefix else item.name
                own[name] = f"{one.file}#{item.name}"
    return own


def typed_in(model: Model, models: Iterable[Model]) -> Typed:
    """How a type that is named in a file is known to the kernel; None for one that is unknown."""

    def typed(name: str | None) -> str | None:
        if name is None:
            return None
        space, _, local = name.rpartition("#")
        for one in models if space else (model,):
            named = any(item.name == local for item in one.items)
            if named and (not space or one.namespace == space):
                return f"{one.file}#{local}"
        return name if name in BUILT_IN else None

    return typed


def _type(item: Item, typed: Typed) -> Plain:
    parameters = item.parameters
    return {
        "name": item.name,
        "base": typed(item.base),
        "collection": item.collection,
        "allowed": item.allowed,
        "constraint": item.constraint,
        "components": [_type(part, typed) for part in item.components],
        "parameters": None if parameters is None else [typed(one) for one in parameters],
    }


def _element(found: Found, elements: Elements) -> Plain:
    element, model = found
    typed = typed_in(model, elements.models.values())
    common: Plain = {
        "key": key_of(element, model),
        "id": element.id,
        "file": model.file,
        "name": element.name,
        "type": typed(element.type),
        "needs": [
            need for href in hrefs_of(element) for need in _need(href, element, model, elements)
        ],
    }
    return common | _own(element, model, typed, elements)


def _own(element: Element, model: Model, typed: Typed, elements: Elements) -> Plain:
    if isinstance(element, Decision):
        return {"is": "decision", "logic": plain(element.logic, typed)}
    if isinstance(element, Knowledge):
        return {"is": "knowledge", "logic": plain(element.function, typed)}
    if isinstance(element, Service):
        return {"is": "service", **_service(element, model, elements)}
    return {"is": "input"}


def _service(service: Service, model: Model, elements: Elements) -> Plain:
    def keys(hrefs: Iterable[str]) -> list[str]:
        found = [elements.at(href, model) for href in hrefs]
        return [key_of(*one) for one in found if one is not None]

    return {
        "outputs": keys(service.outputs),
        "given": keys((*service.given_inputs, *service.given_decisions)),
    }


def _need(href: str, asker: Element, model: Model, elements: Elements) -> list[Plain]:
    found = elements.at(href, model)
    if found is None or found[0] is asker:  # a function knows itself
        return []
    return [{"key": key_of(*found), "paths": paths_to(*found, model)}]

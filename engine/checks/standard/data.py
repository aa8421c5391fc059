"""Data objects, inputs and outputs, and the associations between them."""

from __future__ import annotations

from engine.checks.standard.data_types import content, item, same
from engine.checks.standard.elements import (
    CATCHING,
    THROWING,
    Element,
    Elements,
    child,
    children,
    kind,
    references,
    words,
)
from engine.checks.standard.rule import Broken, rule

ASSOCIATIONS = ("dataInputAssociation", "dataOutputAssociation")


@rule("data-collection-mismatch")
def collection(found: Elements) -> Broken:
    """Data that is a list is of a type that is a list, and the other way round."""
    for data in found.of("dataObject", "dataInput", "dataOutput"):
        type_ = found.get(data.get("itemSubjectRef"))
        if type_ is not None and _many(data) != _many(type_):
            sentence = "The data and its type do not agree on whether it is a list."
            yield data, sentence, "Give both the same isCollection."


def _many(element: Element) -> bool:
    return bool(element.get("isCollection") == "true")


@rule("data-reference-name")
def reference_name(found: Elements) -> Broken:
    """A data object reference is called like the data object, with its state in brackets."""
    for data in found.of("dataObjectReference"):
        meant, state = found.get(data.get("dataObjectRef")), child(data, "dataState")
        if meant is None or state is None or not (meant.get("name") and data.get("name")):
            continue
        expected = f"{meant.get('name')} [{state.get('name', '')}]"
        if data.get("name", "").replace(" ", "") != expected.replace(" ", ""):
            sentence = "Its name does not say which data object it is, and in which state."
            yield data, sentence, f'Call it "{expected}".'


@rule("data-not-in-a-set")
def not_in_a_set(found: Elements) -> Broken:
    """Every input belongs to a set of inputs, every output to a set of outputs."""
    for what, sets in (("dataInput", "inputSet"), ("dataOutput", "outputSet")):
        used = {id for s in found.of(sets) for id in references(s, f"{what}Refs")}
        for data in found.of(what):
            if data.get("id") not in used:
                sentence = f"The {what} belongs to no {sets}."
                yield data, sentence, f"List it in the {sets} beside it."


@rule("data-set-option-not-listed")
def option_not_listed(found: Elements) -> Broken:
    """What is optional in a set, or may come later, is listed in the set."""
    for direction, sets in (("Input", "inputSet"), ("Output", "outputSet")):
        for one in found.of(sets):
            listed = references(one, f"data{direction}Refs")
            for option in (f"optional{direction}Refs", f"whileExecuting{direction}Refs"):
                if set(references(one, option)) - set(listed):
                    sentence = f"Its {option} names data that the set does not list."
                    yield one, sentence, f"Add it as data{direction}Refs."


@rule("data-sets-disagree")
def sets_disagree(found: Elements) -> Broken:
    """A set of inputs and a set of outputs that belong together refer to each other."""
    for sets, there, back in (
        ("inputSet", "outputSetRefs", "inputSetRefs"),
        ("outputSet", "inputSetRefs", "outputSetRefs"),
    ):
        for one in found.of(sets):
            others = [o for o in map(found.get, references(one, there)) if o is not None]
            if any(one.get("id") not in references(other, back) for other in others):
                sentence = f"Its {there} names a set that does not refer back to it."
                yield one, sentence, f"Add {back} to the other set."


@rule("data-association-types")
def association_types(found: Elements) -> Broken:
    """What flows along an association has the same type at both ends, or is transformed."""
    for flow in found.of(*ASSOCIATIONS):
        sources = [item(found, found.get(id)) for id in references(flow, "sourceRef")]
        target = item(found, found.get(words(child(flow, "targetRef"))))
        known = [s for s in sources if s is not None and target is not None]
        if not children(flow, "transformation") and any(not same(s, target) for s in known):
            sentence = "The data association joins data of different types."
            yield flow, sentence, "Use the same type, or add a transformation."


@rule("data-association-sources", also=("data-places",))
def association_sources(found: Elements) -> Broken:
    """Several sources need a transformation that makes one thing of them."""
    for flow in found.of(*ASSOCIATIONS):
        if len(children(flow, "sourceRef")) > 1 and not children(flow, "transformation"):
            sentence = "The data association has several sources and no transformation."
            yield flow, sentence, "Keep one source, or add a transformation."


@rule("data-association-direction")
def association_direction(found: Elements) -> Broken:
    """Nothing is written to an input, nothing is read from an output."""
    ends = (
        ("dataOutputAssociation", "targetRef", "dataInput"),
        ("dataInputAssociation", "sourceRef", "dataOutput"),
    )
    for flows, end, wrong in ends:
        for flow in found.of(flows):
            if any(_is(found.get(id), wrong) for id in references(flow, end)):
                sentence = f"The {flows} has a {wrong} as {end}."
                yield flow, sentence, "Turn the association round, or use a data object."


def _is(element: Element | None, what: str) -> bool:
    return element is not None and kind(element) == what


def _carried(event: Element) -> list[Element]:
    return children(event, "dataInput" if kind(event) in THROWING else "dataOutput")


@rule("event-data-count")
def event_data(found: Elements) -> Broken:
    """An event that declares data declares one for each of its definitions."""
    for event in found.of(*CATCHING, *THROWING):
        data = _carried(event)
        if data and len(data) != len(found.definitions(event)):
            sentence = "The event does not declare one piece of data for each definition."
            yield event, sentence, "Declare one for each, in the same order."


@rule("event-data-type")
def event_data_type(found: Elements) -> Broken:
    """The data of an event has the type of what its definition carries."""
    for event in found.of(*CATCHING, *THROWING):
        for definition, data in zip(found.definitions(event), _carried(event), strict=False):
            what = kind(definition).removesuffix("EventDefinition")
            carrier = found.get(definition.get(f"{what}Ref"))
            type_ = item(found, data)
            if carrier is not None and not same(content(found, carrier), type_):
                sentence = f"The data of the event is not of the type the {what} carries."
                yield event, sentence, f"Give it the type of the {what}."


RULES = (
    *(collection, reference_name, not_in_a_set, option_not_listed, sets_disagree),
    *(association_types, association_sources, association_direction, event_data, event_data_type),
)

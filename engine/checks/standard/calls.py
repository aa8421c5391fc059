"""Call activities and what they call: the data fits, and services are bound."""

from __future__ import annotations

from engine.checks.standard.data_types import content, item, same
from engine.checks.standard.elements import Element, Elements, child, children, references, words
from engine.checks.standard.rule import Broken, rule

CALLABLE = (
    *("process", "globalTask", "globalUserTask", "globalManualTask"),
    *("globalScriptTask", "globalBusinessRuleTask"),
)
SETS = (("inputSet", "dataInputRefs"), ("outputSet", "dataOutputRefs"))


@rule("call-data-mismatch")
def data(found: Elements) -> Broken:
    """A call declares exactly the inputs and outputs of what it calls."""
    for call in found.of("callActivity"):
        called = found.get(call.get("calledElement"))
        if called is not None and not _fits(found, call, called):
            sentence = "It does not declare the same inputs and outputs as what it calls."
            yield call, sentence, "Declare the same data inputs and outputs, with the same types."


def _fits(found: Elements, call: Element, called: Element) -> bool:
    for what in ("dataInput", "dataOutput"):
        own, other = _declared(call, what), _declared(called, what)
        types = zip(own, other, strict=False)
        if len(own) != len(other) or any(_differ(found, a, b) for a, b in types):
            return False
    return all(_listed(call, *names) == _listed(called, *names) for names in SETS)


def _differ(found: Elements, one: Element, other: Element) -> bool:
    types = item(found, one), item(found, other)
    return None not in types and not same(*types)


def _declared(element: Element, what: str) -> list[Element]:
    own = child(element, "ioSpecification")
    return children(own, what) if own is not None else []


def _listed(element: Element, sets: str, refs: str) -> int:
    return sum(len(references(one, refs)) for one in _declared(element, sets))


@rule("service-not-bound")
def not_bound(found: Elements) -> Broken:
    """What is offered as a service says which data goes with which operation."""
    for element in found.of(*CALLABLE):
        offered = children(element, "supportedInterfaceRef", "supportedInterfaceRefs")
        if offered and not children(element, "ioBinding"):
            sentence = "It is offered as a service, but binds no data to an operation."
            yield element, sentence, "Add an ioBinding."


@rule("service-bound-wrongly")
def bound_wrongly(found: Elements) -> Broken:
    """The data bound to an operation has the types of the operation's messages."""
    for element in found.of(*CALLABLE):
        for binding in children(element, "ioBinding"):
            if not _bound(found, binding):
                sentence = "Data bound to an operation is not of the type of its message."
                yield element, sentence, "Bind data of the type the operation's messages carry."


def _bound(found: Elements, binding: Element) -> bool:
    operation = found.get(binding.get("operationRef"))
    for end, way in (("inputDataRef", "inMessageRef"), ("outputDataRef", "outMessageRef")):
        message = child(operation, way) if operation is not None else None
        type_ = content(found, found.get(words(message)))
        given = item(found, found.get(binding.get(end)))
        if None not in (type_, given) and not same(type_, given):
            return False
    return True


RULES = (data, not_bound, bound_wrongly)

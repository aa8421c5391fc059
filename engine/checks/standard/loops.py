"""Activities that run several times, and ways that lead in a circle."""

from __future__ import annotations

from engine.checks.standard.elements import (
    TASKS,
    Element,
    Elements,
    child,
    children,
    executable,
    kind,
    local,
    words,
)
from engine.checks.standard.rule import Broken, rule

SEVERAL = "multiInstanceLoopCharacteristics"


@rule("loop-without-number", also=("loops-sources",))
def no_number(found: Elements) -> Broken:
    """A multi-instance activity says over what it runs, or how often."""
    for loop in found.of(SEVERAL):
        if executable(loop) and not children(loop, "loopCardinality", "loopDataInputRef"):
            sentence = "The multi-instance activity does not say how often it runs."
            yield loop.getparent(), sentence, "Give a loopDataInputRef or a loopCardinality."


@rule("loop-negative", also=("loops-cardinalities", "loops-maxima"))
def negative(found: Elements) -> Broken:
    """A number of instances is not negative."""
    for number in found.of("loopCardinality"):
        text = words(number)
        if text.startswith("-") and text[1:].strip().isdigit():
            activity = number.getparent().getparent()
            yield activity, "The number of instances is negative.", "Give 0 or more."
    for loop in found.of("standardLoopCharacteristics"):
        if loop.get("loopMaximum", "").startswith("-"):
            yield loop.getparent(), "The loopMaximum is negative.", "Give 1 or more."


@rule("loop-endless", also=("loops-maxima",))
def endless(found: Elements) -> Broken:
    """A standard loop says until when, or how often at most."""
    for loop in found.of("standardLoopCharacteristics"):
        bounded = words(child(loop, "loopCondition")) or loop.get("loopMaximum")
        if executable(loop) and not bounded:
            sentence = "The loop has neither a condition nor a maximum: it would never end."
            yield loop.getparent(), sentence, "Give a loopCondition or a loopMaximum."


@rule("loop-data-elsewhere", also=("reference-wrong-kind",))
def data_elsewhere(found: Elements) -> Broken:
    """A task that runs over its declared inputs names one of them."""
    for loop in found.of(SEVERAL):
        task, given = loop.getparent(), words(child(loop, "loopDataInputRef"))
        declared = child(task, "ioSpecification")
        if not given or declared is None or kind(task) not in TASKS or not executable(loop):
            continue
        if local(given) not in {d.get("id") for d in children(declared, "dataInput")}:
            sentence = "The loop runs over something that is no data input of this task."
            yield task, sentence, "Choose one of the task's data inputs."


@rule("loop-event-missing", also=("loops-behaviours",))
def event_missing(found: Elements) -> Broken:
    """A loop that throws an event for its instances says which."""
    for loop in found.of(SEVERAL):
        behaviour = loop.get("behavior", "All").lower()
        if behaviour in ("one", "none") and not loop.get(f"{behaviour}BehaviorEventRef"):
            sentence = f"The loop throws an event for {behaviour} instance, but not which."
            yield loop.getparent(), sentence, f"Give a {behaviour}BehaviorEventRef."
        if behaviour == "complex" and not children(loop, "complexBehaviorDefinition"):
            sentence = "The loop throws events by a rule it does not give."
            yield loop.getparent(), sentence, "Give a complexBehaviorDefinition."


@rule("loop-item-type")
def item_type(found: Elements) -> Broken:
    """An item of a loop has the type of what the list is made of, and is not a list itself."""
    for loop in found.of(SEVERAL):
        for whole, part in (
            ("loopDataInputRef", "inputDataItem"),
            ("loopDataOutputRef", "outputDataItem"),
        ):
            one, many = child(loop, part), found.get(words(child(loop, whole)))
            if one is None or many is None or not executable(loop):
                continue
            if _differs(found, one, many):
                sentence = f"The {part} is not of the type the list is made of."
                yield loop.getparent(), sentence, "Give it the type of one entry of the list."


def _differs(found: Elements, one: Element, many: Element) -> bool:
    type_, list_type = found.get(one.get("itemSubjectRef")), found.get(many.get("itemSubjectRef"))
    if type_ is None or list_type is None:
        return False
    is_list = "true" in (one.get("isCollection"), type_.get("isCollection"))
    return is_list or type_.get("structureRef") != list_type.get("structureRef")


RULES = (no_number, negative, endless, data_elsewhere, event_missing, item_type)

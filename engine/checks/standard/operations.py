"""Service, send and receive tasks: their data fits the operation or message they name."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.standard.data_types import content, item, same
from engine.checks.standard.elements import Element, Elements, child, children, words
from engine.checks.standard.rule import Broken, rule


def _declared(task: Element, what: str) -> list[Element]:
    own = child(task, "ioSpecification")
    return children(own, what) if own is not None else []


def _using(found: Elements, tasks: str, reference: str) -> Iterator[Element]:
    return (t for t in found.of(tasks) if t.get(reference))


@rule("service-task-sets")
def service_sets(found: Elements) -> Broken:
    """A service task with an operation has one set of inputs, and at most one of outputs."""
    for task in _using(found, "serviceTask", "operationRef"):
        if len(_declared(task, "inputSet")) != 1:
            sentence = "A service task with an operation needs exactly one set of inputs."
            yield task, sentence, "Give it an ioSpecification with one inputSet."
        if len(_declared(task, "outputSet")) > 1:
            sentence = "A service task with an operation has at most one set of outputs."
            yield task, sentence, "Keep one outputSet."


@rule("service-task-types")
def service_types(found: Elements) -> Broken:
    """The data of a service task has the types of the messages of its operation."""
    for task in _using(found, "serviceTask", "operationRef"):
        operation = found.get(task.get("operationRef"))
        for what, way in (("dataInput", "inMessageRef"), ("dataOutput", "outMessageRef")):
            message = child(operation, way) if operation is not None else None
            type_ = content(found, found.get(words(message)))
            given = [item(found, data) for data in _declared(task, what)]
            missing = what == "dataOutput" and type_ is not None and not given
            if message is not None and (missing or (given and _none(given, type_))):
                sentence = f"No {what} has the type of the message of its operation."
                yield task, sentence, "Give it the same item definition as the message."


def _none(given: list[Element | None], type_: Element | None) -> bool:
    return not any(same(one, type_) for one in given)


MESSAGES = (("sendTask", "dataInput", "inputSet"), ("receiveTask", "dataOutput", "outputSet"))


@rule("message-task-sets")
def message_sets(found: Elements) -> Broken:
    """A task that sends or receives a message has at most one piece of data for it."""
    for tasks, what, sets in MESSAGES:
        for task in _using(found, tasks, "messageRef"):
            for name in (what, sets):
                if len(_declared(task, name)) > 1:
                    sentence = f"A {tasks} with a message has at most one {name}."
                    yield task, sentence, "Keep one."


@rule("message-task-type")
def message_type(found: Elements) -> Broken:
    """What a task sends or receives has the type of its message."""
    for tasks, what, _ in MESSAGES:
        for task in _using(found, tasks, "messageRef"):
            given = [item(found, data) for data in _declared(task, what)]
            type_ = content(found, found.get(task.get("messageRef")))
            if given and (None in given or _none(given, type_)):
                sentence = f"Its {what} is not of the type of the message."
                yield task, sentence, "Give it the item definition of the message."


RULES = (service_sets, service_types, message_sets, message_type)

"""Messages that people may send: what the checks say before one is offered in vain."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.engine.checks.conftest import DIAGRAM, edge, shape

OFFER = {
    "offer": "Give it back early",
    "offerHint": "The loan ends now.",
    "offeredTo": "reader",
    "offerForm": "choose",
    "offerResults": "{ why: answers.book }",
}


def with_offer(**changed: str) -> tuple[str, str, str]:
    """The diagram with a boundary event that offers a message."""
    given = {name: value for name, value in (OFFER | changed).items() if value}
    written = "".join(
        f'<spiffworkflow:property name="{name}" value="{value}"/>' for name, value in given.items()
    )
    event = (
        '<boundaryEvent id="early" name="Back early" attachedToRef="choose"><extensionElements>'
        f"<spiffworkflow:properties>{written}</spiffworkflow:properties></extensionElements>"
        '<messageEventDefinition messageRef="m"/></boundaryEvent>'
        '<sequenceFlow id="f8" sourceRef="early" targetRef="lent"/><endEvent id="lent"/>'
    )
    message = '<message id="m" name="backEarly"/><process id="loan"'
    return event, message, shape("early") + edge("f8")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"offeredTo": "", "offeredToGroup": "librarian"}, ""),
        ({"offer": ""}, "without words"),
        ({"offerHint": ""}, "what will happen"),
        ({"offeredTo": ""}, "Nobody is offered"),
        ({"offerUrgent": "true"}, ""),
        ({"offerUrgent": "very"}, "urgent cannot be read"),
        ({"offerForm": "reason"}, '"reason" is not in the bundle'),
        ({"offerForm": "long"}, "several pages"),
        ({"offeredTo": "writer"}, "The property offeredTo"),
        ({"offerResults": "answers.book +"}, "The property offerResults"),
    ],
)
def test_an_offered_message_says_what_to_whom_and_with_which_form(
    spoilt: Any, changed: dict[str, str], words: str
) -> None:
    event, message, shapes = with_offer(**changed)
    asked = {"type": "textfield", "key": "a", "label": "A"}
    page = json.dumps({"type": "default", "components": [asked]})
    files = {
        "loan.bpmn": DIAGRAM.replace('<process id="loan"', message)
        .replace('<endEvent id="lent"/>', event)
        .replace("</di:BPMNPlane>", f"{shapes}</di:BPMNPlane>"),
        "forms/long/form.toml": 'title = "Long"\norder = ["one"]\n[titles]\none = "One"\n',
        "forms/long/one.form": page,
    }
    found = [f for f in spoilt(files=files) if f.element == "early"]
    assert bool(found) == bool(words)
    assert not words or any(words in f.sentence and f.remedy for f in found)


START = {
    "offer": "Borrow a book",
    "offerHint": "The librarian is asked.",
    "offeredToGroup": "reader, librarian",
    "offerForm": "choose",
    "offerResults": "{ why: answers.book }",
    "correlationKey": "submission",
}


def starting(**changed: str) -> str:
    """A start event by which people may start the process."""
    given = {name: value for name, value in (START | changed).items() if value}
    written = "".join(
        f'<spiffworkflow:property name="{name}" value="{value}"/>' for name, value in given.items()
    )
    return (
        '<startEvent id="asked"><extensionElements><spiffworkflow:properties>'
        f"{written}</spiffworkflow:properties></extensionElements>"
        '<messageEventDefinition messageRef="m"/></startEvent>'
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"offeredTo": "&quot;boss&quot;"}, ""),
        ({"offeredTo": "book"}, "The property offeredTo"),
        ({"offerForm": "reason"}, '"reason" is not in the bundle'),
        ({"offeredToGroup": ""}, "Nobody is offered"),
        ({"offerResults": "{ why: book }"}, "The property offerResults"),
        ({"correlationKey": "book"}, "The property correlationKey"),
    ],
)
def test_a_process_that_people_may_start_asks_nothing_of_an_instance(
    spoilt: Any, changed: dict[str, str], words: str
) -> None:
    message = '<message id="m" name="ask"/><process id="loan"'
    diagram = DIAGRAM.replace('<startEvent id="asked"/>', starting(**changed))
    found = spoilt(files={"loan.bpmn": diagram.replace('<process id="loan"', message)})
    said = [f for f in found if f.element == "asked" and f.level == "error"]
    assert bool(said) == bool(words)
    assert not words or any(words in f.sentence and f.remedy for f in said)


def test_people_may_start_a_process_in_one_way_only(spoilt: Any) -> None:
    other = starting().replace('"asked"', '"other"').replace('"m"', '"n"')
    also = '<sequenceFlow id="f9" sourceRef="other" targetRef="choose"/>'
    messages = '<message id="m" name="ask"/><message id="n" name="beg"/><process id="loan"'
    diagram = DIAGRAM.replace('<startEvent id="asked"/>', f"{starting()}{other}{also}")
    found = spoilt(files={"loan.bpmn": diagram.replace('<process id="loan"', messages)})
    assert any("in two ways" in f.sentence and f.element == "other" for f in found)


def test_what_is_offered_inside_an_instance_is_offered_to_one_role(spoilt: Any) -> None:
    event, message, shapes = with_offer(offeredToGroup="reader, librarian")
    diagram = DIAGRAM.replace('<process id="loan"', message).replace('<endEvent id="lent"/>', event)
    files = {"loan.bpmn": diagram.replace("</di:BPMNPlane>", f"{shapes}</di:BPMNPlane>")}
    assert any("several roles" in f.sentence for f in spoilt(files=files))

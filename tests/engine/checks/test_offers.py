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


def test_a_start_by_message_cannot_be_offered(spoilt: Any) -> None:
    event = (
        '<startEvent id="asked"><extensionElements><spiffworkflow:properties>'
        '<spiffworkflow:property name="offer" value="Ask"/></spiffworkflow:properties>'
        '</extensionElements><messageEventDefinition messageRef="m"/></startEvent>'
    )
    message = '<message id="m" name="ask"/><process id="loan"'
    diagram = DIAGRAM.replace('<startEvent id="asked"/>', event)
    files = {"loan.bpmn": diagram.replace('<process id="loan"', message)}
    assert any('"offer" means nothing' in f.sentence for f in spoilt(files=files))

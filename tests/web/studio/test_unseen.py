"""A drawing editor that saves keeps what it does not understand, or is told what it would drop."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.installation import SignIn
from tests.web.studio.permit import diagram
from web.parts import Parts
from web.studio.unseen import dropped

OTHER = 'xmlns:other="http://example.org/other"'
TASK = '<bpmn:userTask id="look_twice" name="Look twice">'
SETTING = "<bpmn:extensionElements><other:colour>red</other:colour>"
STRANGE = (
    diagram("<!-- drawn by hand -->")
    .replace("<bpmn:definitions ", f"<bpmn:definitions {OTHER} ", 1)
    .replace(f"{TASK}<bpmn:extensionElements>", f'{TASK[:-1]} other:rank="3">{SETTING}')
)
TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" %s id="d" name="D"
 namespace="n"><decision id="size" name="Size"%s><literalExpression id="l"><text>1</text>
</literalExpression></decision></definitions>"""


def without(*texts: str) -> list[str]:
    """What is told when these texts of the strange diagram are gone."""
    after = STRANGE
    for text in texts:
        assert text in after
        after = after.replace(text, "")
    return dropped("permit.bpmn", STRANGE.encode(), after.encode())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<!-- drawn by hand -->", "The comment “drawn by hand” of “Permit” would be lost."),
        (' other:rank="3"', "The setting other:rank of “Look twice” would be lost."),
        (
            "<other:colour>red</other:colour>",
            "The setting other:colour of “Look twice” would be lost.",
        ),
    ],
)
def test_what_no_editor_understands_is_told_when_it_is_gone(text: str, sentence: str) -> None:
    assert without(text) == [sentence]


def test_what_goes_with_its_element_was_deleted_on_purpose() -> None:
    first = STRANGE.index(TASK[:-1])
    end = STRANGE.index("</bpmn:userTask>", first) + len("</bpmn:userTask>")
    assert without(STRANGE[first:end]) == []


def test_what_the_editor_offers_may_go_and_may_be_written_otherwise() -> None:
    assert without(' name="Look twice"', ' default="not_large"') == []
    other = STRANGE.replace("bpmn:", "model:").replace("xmlns:bpmn=", "xmlns:model=")
    assert dropped("permit.bpmn", STRANGE.encode(), other.encode()) == []


def test_what_the_standard_has_and_nobody_draws_is_told_of_an_element_of_another_kind() -> None:
    inside = '<bpmn:potentialOwner id="o"><bpmn:documentation>clerks</bpmn:documentation>'
    before = diagram().replace(TASK, f"{TASK}{inside}</bpmn:potentialOwner>")
    after = diagram().replace(TASK, TASK.replace("userTask", "manualTask"))
    last = after.index("</bpmn:userTask>", after.index("bpmn:manualTask"))
    after = after[:last] + after[last:].replace("userTask", "manualTask", 1)
    told = dropped("permit.bpmn", before.encode(), after.encode())
    assert told == ["The setting potentialOwner of “Look twice” would be lost."]


def test_a_table_and_a_form_are_looked_through_too() -> None:
    before, after = TABLE % (OTHER, ' other:rank="3"'), TABLE % (OTHER, "")
    told = dropped("size.dmn", before.encode(), after.encode())
    assert told == ["The setting other:rank of “Size” would be lost."]
    size = {"type": "number", "key": "size", "id": "size", "label": "Size"}
    name = {"type": "textfield", "key": "name", "id": "name", "other": [1]}
    form = {"type": "default", "notice": "Ask.", "components": [{**size, "other": 1}, name]}
    less = {"type": "default", "components": [{**size, "label": "How large"}]}
    told = dropped("ask.form", json.dumps(form).encode(), json.dumps(less).encode())
    assert told == [
        "The setting notice of the form would be lost.",
        "The setting other of “size” would be lost.",
    ]


def test_nothing_is_told_of_what_cannot_be_read_or_is_not_drawn() -> None:
    assert dropped("permit.bpmn", STRANGE.encode(), b"<definitions") == []
    assert dropped("notes.txt", b"words", b"") == []


@pytest.fixture
def strange(parts: Parts, change: UUID) -> str:
    """The diagram as it stands in the change."""
    parts.changes.write(change, "permit.bpmn", STRANGE.encode(), by="olive", seen=0)
    return STRANGE


def drawn(client: FlaskClient, at: str, text: str, seen: int, **headers: str) -> TestResponse:
    """Save it as a drawing editor does."""
    told = {"If-Match": f'"{seen}"', "X-Drawn": "yes", **headers}
    return client.put(f"{at}/files/permit.bpmn", data=text, headers=told)


def test_saving_is_refused_until_the_person_agrees(
    sign_in: SignIn, at: str, parts: Parts, change: UUID, strange: str
) -> None:
    olive, after = sign_in("olive"), STRANGE.replace(' other:rank="3"', "")
    refused = drawn(olive, at, after, 1)
    lost = ["The setting other:rank of “Look twice” would be lost."]
    assert (refused.status_code, refused.get_json()["without"]) == (422, lost)
    assert parts.changes.file(change, "permit.bpmn") == (STRANGE.encode(), 1)

    moved = STRANGE.replace("Look twice", "Look again")
    assert drawn(olive, at, moved, 1).status_code == 200
    agreed = drawn(olive, at, after, 2, **{"X-Without": "yes"})
    assert agreed.get_json()["edition"] == 3


def test_who_comes_second_is_told_that_and_loses_nothing(
    sign_in: SignIn, at: str, parts: Parts, change: UUID, strange: str
) -> None:
    refused = drawn(sign_in("hugo"), at, STRANGE.replace(' other:rank="3"', ""), 0)
    assert (refused.status_code, refused.get_json()["by"]) == (409, "Olive Owner")

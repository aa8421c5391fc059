"""What the diagram editor is told: what can be picked, what is wrong, when a timer would happen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.registry import Registry, handler
from engine.services import Services
from tests.web.studio.permit import diagram, permits
from web.studio.diagrams import register, samples, timers
from web.studio.diagrams.choices import choices
from web.studio.diagrams.operations import type_words

NOW = datetime(2026, 12, 21, 9, 0, tzinfo=UTC)
DECIDING = (
    '<bpmn:businessRuleTask id="look_up" name="Look up"><bpmn:extensionElements>'
    "<spiffworkflow:calledDecisionId>often</spiffworkflow:calledDecisionId>"
    '<spiffworkflow:properties><spiffworkflow:property name="result" value="pace"/>'
    "</spiffworkflow:properties></bpmn:extensionElements></bpmn:businessRuleTask>"
)
OFTEN = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="o" name="o"'
    ' namespace="urn:o"><decision id="often" name="often"><variable name="often"/>'
    "<literalExpression><text>5</text></literalExpression></decision></definitions>"
)


@handler("post.send", outputs=("sent",), mode="job")
def send(_: Services, *, to: str | list[str], about: dict[str, object] | None = None) -> None:
    """Sends it to `to`.

    More that nobody needs.
    """


def drawn(kind: str, text: str, **sample: str) -> list[dict[str, object]]:
    more = {"permit.bpmn": diagram(DECIDING), "often.dmn": OFTEN}
    return timers.examples(permits(**more), timers.Asked(kind, text, sample), NOW)


def test_everything_with_a_name_can_be_picked():
    told = choices(permits(), Registry([send]))

    [operation] = told["operations"]
    assert operation["words"] == "Sends it to to."
    assert operation["later"]
    assert operation["outputs"] == ["sent"]
    assert operation["parameters"] == [
        {"key": "to", "words": "text or list of texts", "required": True},
        {"key": "about", "words": "record or nothing", "required": False},
    ]
    assert [one["key"] for one in told["forms"]] == ["ask", "long"]
    assert [one["key"] for one in told["clauses"]] == ["P1", "P2"]
    assert {"key": "send_at", "words": '"08:00"'} in told["parameters"]
    assert "answers" in told["places"]["results"]


@pytest.mark.parametrize(
    ("annotation", "words"),
    [("list[object]", "list"), ("date | None", "date or nothing"), (int, "whole number")],
)
def test_types_are_told_in_words(annotation, words):
    assert type_words(annotation) == words


def test_a_date_in_working_days_is_shown_over_christmas():
    first, friday, christmas = drawn("due", 'at_time(working_days_from(today(), 5), "09:00")')

    assert first["reached"] == "Monday 21 December 2026, 10:00"
    assert first["due"] == ["Wednesday 30 December 2026, 09:00"]
    assert first["off"] == ["25 December", "28 December"]
    assert friday["reached"] == "Friday 8 January 2027, 10:00"
    assert christmas["reached"] == "Thursday 24 December 2026, 10:00"


def test_a_reminder_is_shown_three_times_and_its_table_is_asked():
    text = "at_time(working_days_from(asked_on, pace * (fired + 1)), parameters.send_at)"

    [shown] = drawn("timeCycle", text)

    assert shown["due"] == [
        "Tuesday 5 January 2027, 08:00",
        "Tuesday 12 January 2027, 08:00",
        "Tuesday 19 January 2027, 08:00",
    ]


def test_a_repetition_from_the_present_goes_on_from_each_time():
    [shown] = drawn("timeCycle", "at_time(working_days_from(today(), 1), parameters.send_at)")

    assert shown["due"][:2] == [
        "Tuesday 29 December 2026, 08:00",
        "Wednesday 30 December 2026, 08:00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "at_time(case.opened_on, parameters.send_at)",
        'working_hours_from(raised_at, 4, parameters.send_at, "17:00")',
        'at_time(month_end(date(month + "-01")), parameters.send_at)',
    ],
)
def test_what_is_not_given_is_guessed_from_its_name(text):
    assert all(shown["due"] for shown in drawn("timeDate", text))


def test_sample_values_are_read_as_people_mean_them():
    values = map(samples.value_of, ("12", "true", "2026-12-24", '["a"]', "Good", " "))

    assert [str(value) for value in values] == ["12", "True", "2026-12-24", "['a']", "Good", "None"]


def test_an_expression_is_tried():
    bundle = permits()

    assert samples.names("conditionExpression", "size > parameters.large and is_ok") == [
        "is_ok",
        "size",
    ]
    assert samples.tried(bundle, "condition", "size > 3", {"size": "4"}, NOW) == "yes (true)"
    assert samples.tried(bundle, "results", "{a: [size], b: today()}", {"size": ""}, NOW) == (
        "a: nothing (null); b: Monday 21 December 2026"
    )


def test_the_register_names_what_the_diagram_names_and_keeps_the_rest():
    bundle = permits()
    moved = bundle.text("permit.bpmn").replace(
        'name="clauses" value="P2"', 'name="clauses" value="P1"'
    )
    changed = permits(**{"permit.bpmn": moved})

    assert register.one_sided(bundle, "permit.bpmn") == []
    assert register.one_sided(changed, "permit.bpmn") == ["P1", "P2"]
    named = {"P1": frozenset({"permit/ask", "permit/look_twice"})}
    text = register.agreed(bundle.text("policy.toml"), named, ("permit/",))
    assert 'by = ["permit/ask", "permit/look_twice"]  # only this one' in text
    assert text.count("by =") == 1


def test_the_page_may_write_styles_and_no_script(sign_in, at):
    answer = sign_in("olive").get(f"{at}/diagrams/lending.bpmn?element=request")

    policy = answer.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self';" in policy
    assert 'data-element="request"' in answer.text
    assert sign_in("olive").get(f"{at}/diagrams/policy.toml").status_code == 404


def test_the_editor_asks_and_is_answered(sign_in, at):
    client = sign_in("olive")
    here = f"{at}/diagrams/lending.bpmn"

    [hand_out, _] = client.get(f"{here}/known").json["forms"]
    assert hand_out["files"] == [f"{at}/forms/forms/hand_out.form"]
    asked = {"process": "lending", "place": "due", "text": "tody()"}
    assert client.post(f"{here}/expression", json=asked).json["findings"][0]["level"] == "error"
    assert client.post(f"{here}/expression", json=asked | {"place": "x"}).status_code == 400
    assert client.post(f"{here}/tried", json={"place": "due", "text": "1 +"}).json["sentence"]
    assert client.post(f"{here}/tried", json={"place": "due", "text": "1 + 1"}).json == {
        "value": "2"
    }
    told = client.post(f"{here}/timer", json={"kind": "timeDuration", "text": "P10X"}).json
    assert "not a duration" in told["sentence"]
    assert client.post(f"{here}/timer", json={"kind": "when", "text": "P1D"}).status_code == 400
    stored = client.get(f"{at}/files/lending.bpmn").data
    assert client.post(f"{here}/kept", data=stored).json == {"losses": []}
    assert client.post(f"{here}/kept", data=b"no").json["losses"]
    assert client.get(f"{here}/findings").json["variables"].keys() == {"lending"}
    assert client.post(f"{here}/clauses", json={}).json["edition"] == 0

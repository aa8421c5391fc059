"""What is said of a text while it is typed is what the check says of the bundle."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.checks import check
from engine.checks.asking import PLACES, Asking
from engine.registry import Registry, handler
from engine.services import Services
from tests.engine.spiff.drawing import BEGIN, DONE, HEAD, TIMER, flow, process

MANIFEST = b'key = "k"\n[parameters]\ndays = 3\n[variables.p]\nwho = "a person"\n'


@handler("post.send")
def send(_: Services, *, to: str) -> None:
    """Sends it."""


def _properties(**given: str) -> str:
    inside = "".join(f'<spiffworkflow:property name="{n}" value="{v}"/>' for n, v in given.items())
    return (
        f"<extensionElements><spiffworkflow:properties>{inside}</spiffworkflow:properties>"
        "</extensionElements>"
    )


def user_task(**given: str) -> str:
    return f'<userTask id="t" name="Ask">{_properties(form="f", **given)}</userTask>'


def waiting(kind: str, text: str) -> str:
    return f'<intermediateCatchEvent id="t">{TIMER.format(kind, text)}</intermediateCatchEvent>'


def calling(text: str) -> str:
    return (
        '<serviceTask id="t"><extensionElements><spiffworkflow:serviceTaskOperator id="post.send">'
        f'<spiffworkflow:parameters><spiffworkflow:parameter id="to" value="{text}"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator></extensionElements>"
        "</serviceTask>"
    )


def bundle(step: str, condition: str = "") -> Bundle:
    flows = flow("s", "t"), flow("t", "e", condition)
    body = f"{HEAD}{process(BEGIN, step, DONE, *flows)}</definitions>"
    return Bundle({"bundle.toml": MANIFEST, "a.bpmn": body.encode()})


def said(found: Bundle) -> set[tuple[str, str, str]]:
    registry = Registry([send])
    return {(f.level, f.sentence, f.remedy) for f in check(found, registry)}


CASES = [
    ("assignee", "wo", user_task(assignee="wo")),
    ("due", "working_days_from(tody(), 3)", user_task(due="working_days_from(tody(), 3)")),
    ("due", "parameters.dys", user_task(due="parameters.dys")),
    ("results", "{date: submission}", user_task(results="{date: submission}")),
    ("results", "{kept: answer}", user_task(results="{kept: answer}")),
    ("results", "answers", user_task(results="answers")),
    ("timeDuration", "P10X", waiting("timeDuration", "P10X")),
    ("timeDate", "at_time(today()", waiting("timeDate", "at_time(today()")),
    ("timeCycle", "0 0 9 * * ?", waiting("timeCycle", "0 0 9 * * ?")),
    ("script", "{x: y}", '<scriptTask id="t"><script>{x: y}</script></scriptTask>'),
    ("parameter to", "whom", calling("whom")),
]


@pytest.mark.parametrize(("place", "text", "step"), CASES)
def test_it_says_what_the_check_says(place, text, step):
    whole = bundle(step)

    told = Asking.of(whole).judge("p", place, text)

    assert told
    assert {(f.level, f.sentence, f.remedy) for f in told} <= said(whole)


@pytest.mark.parametrize("text", ["sise > 3", "${who == 'amy'}", "document.getElementById(who)"])
def test_so_with_a_condition_in_whatever_language(text):
    choice = '<exclusiveGateway id="t" default="d"/>'
    whole = bundle(choice, text)

    told = Asking.of(whole).judge("p", "conditionExpression", text)

    assert told
    assert {(f.level, f.sentence, f.remedy) for f in told} <= said(whole)


def test_nothing_is_said_of_what_is_right():
    asking = Asking.of(bundle(user_task(results="{kept: answers.x}")))

    assert asking.judge("p", "assignee", "who") == []
    assert asking.judge("p", "conditionExpression", "kept != null") == []
    assert asking.judge("p", "results", "{again: submission, at_last: at}") == []
    assert asking.judge("p", "timeCycle", "R3/P14D") == []
    assert asking.judge("p", "due", "working_days_from(today(), parameters.days)") == []


def test_an_offer_that_starts_a_process_knows_no_variables_yet():
    asking = Asking.of(bundle(user_task()))

    [told] = asking.judge("p", "startKey", "who", apart=True)

    assert 'there is no "who"' in told.sentence


def test_names_are_those_of_the_process_and_unknown_where_they_cannot_be_told():
    asking = Asking.of(bundle(user_task(results="{kept: answers.x}")))

    assert {"who", "kept", "parameters"} <= set(asking.names("p") or ())
    assert asking.names("nowhere") is None


def test_every_property_with_an_expression_has_its_place():
    assert {"sections", "variables", "offeredTo", "offerResults", "script"} <= set(PLACES)
    with pytest.raises(KeyError):
        Asking.of(bundle(user_task())).judge("p", "elsewhere", "1")

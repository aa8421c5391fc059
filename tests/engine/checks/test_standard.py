"""How findings about the standard fit together with those of the gate, and with playing."""

from __future__ import annotations

import pytest

from engine.checks import check_file, safety, standard
from engine.checks.standard import FORMAL
from engine.model import Finding
from tests.engine.spiff.drawing import BEGIN, DONE, HEAD, flow, line, process

XSI = "http://www.w3.org/2001/XMLSchema-instance"
FORMED = HEAD.replace("<definitions", f'<definitions xmlns:xsi="{XSI}"')


@pytest.fixture(autouse=True)
def _parsed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "unsafe", lambda files: [])


def said(body: str) -> list[Finding]:
    return check_file("a.bpmn", f"{FORMED}{body}</definitions>".encode())


def errors(body: str) -> list[tuple[str, str]]:
    return [(f.rule, f.element) for f in said(body) if f.level == "error"]


def test_what_hinders_no_playing_is_an_error_of_the_standard() -> None:
    levels = {rule.name: rule.level for rule in standard.RULES}
    assert {levels[name] for name in FORMAL} <= {"error", "warning"}


def test_the_gate_is_silent_where_the_standard_says_it_more_exactly() -> None:
    assert errors(line('<task id="t"/>').replace("</process>", flow("t", "s") + "</process>")) == [
        ("start-event-entered", "s")
    ]


def test_what_has_no_id_is_named_by_what_is_around_it_and_its_line() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>"
    [found] = [
        f
        for f in said(line(f'<task id="t">{loop}</multiInstanceLoopCharacteristics></task>'))
        if f.level == "error"
    ]
    assert (found.rule, found.element) == ("expression-not-formal", "t")
    assert "line 1" in found.sentence


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (
            '<standardLoopCharacteristics loopMaximum="2"/><multiInstanceLoopCharacteristics>'
            '<loopCardinality xsi:type="tFormalExpression">2</loopCardinality>'
            "</multiInstanceLoopCharacteristics>",
            "schema",
        ),
        ('<standardLoopCharacteristics loopMaximum="2"/><incoming>s_t</incoming>', "schema-order"),
        ("<script>1</script>", "schema"),
    ],
    ids=["one loop too many", "late", "elsewhere"],
)
def test_order_is_told_from_what_cannot_be_there(inside: str, rule: str) -> None:
    body = line(f'<task id="t">{inside}</task>')
    assert [name for name, _ in errors(body) if name.startswith("schema")] == [rule]


def test_a_picture_is_judged_like_what_runs() -> None:
    body = process(BEGIN, DONE).replace('isExecutable="true"', 'isExecutable="false"')
    assert ("start-event-alone", "s") in errors(body)


def test_a_file_that_lists_no_flows_at_its_nodes_contradicts_nothing() -> None:
    assert errors(line('<task id="t"/>')) == []
    listed = line('<task id="t"><incoming>s_t</incoming></task>')
    assert ("flow-not-listed", "s_t") in errors(listed)

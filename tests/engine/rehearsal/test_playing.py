"""What happens in a rehearsal, and when: people, timers, services, and what goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.rehearsal import START, AnswersUnreadable
from tests.engine.rehearsal.sketches import (
    USER,
    Play,
    done,
    line,
    state,
    timer,
    wait,
)


def test_a_script_sets_variables_and_the_process_completes(played: Play) -> None:
    script = '<scriptTask id="add" name="Add"><script>{total: n + 1}</script></scriptTask>'
    end = played(line("p", script), variables={"n": 2})
    assert end.outcome == "completed"
    assert [(row.id, row.type) for row in end.activities] == [
        ("p_start", "startEvent"),
        ("add", "scriptTask"),
        ("p_end", "endEvent"),
    ]
    assert end.variables == {"n": 2, "total": 3}


def test_a_user_task_without_an_answer_is_left_waiting_and_comes_last(played: Play) -> None:
    end = played(line("p", USER))
    assert end.outcome == "waiting"
    assert (end.activities[-1].id, end.activities[-1].state) == ("ask", "waiting")
    assert end.activities[-1].at == START


def test_answers_of_a_user_task_without_results_become_variables(played: Play) -> None:
    end = played(line("p", USER), answers={"ask": {"grade": 3}})
    assert end.outcome == "completed"
    assert end.variables == {"grade": 3}


def test_results_decide_what_of_the_answers_the_process_keeps(played: Play) -> None:
    results = '<spiffworkflow:property name="results" value="{ kept: answers.grade }"/>'
    properties = f"<spiffworkflow:properties>{results}</spiffworkflow:properties>"
    inside = f"<extensionElements>{properties}</extensionElements>"
    asked = f'<userTask id="ask">{inside}</userTask>'
    end = played(line("p", asked), answers={"ask": {"grade": 3, "why": "private"}})
    assert end.variables == {"kept": 3}


def test_a_list_answers_one_occurrence_after_the_other(played: Play) -> None:
    twice = (
        '<userTask id="ask"><multiInstanceLoopCharacteristics isSequential="true">'
        "<loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>"
    )
    end = played(line("p", twice), answers={"ask": [{"n": 1}, {"n": 2}]})
    assert state(end, "ask") == ["completed", "completed", "waiting"]


def test_the_clock_jumps_to_the_next_timer(played: Play) -> None:
    end = played(line("p", wait("P3D"), wait("PT2H", "rest")))
    assert end.outcome == "completed"
    assert end.activities[-1].at == START + timedelta(days=3, hours=2)


def test_the_rehearsal_ends_at_the_time_given(played: Play) -> None:
    assert played(line("p", wait("P3D")), until="P2D").outcome == "waiting"
    assert played(line("p", wait("P3D")), until="P3D").outcome == "completed"
    assert played(line("p", wait("P3D")), until="2026-01-07").outcome == "waiting"


def test_it_begins_when_it_is_told_to(played: Play) -> None:
    when = datetime(2026, 12, 1, 8, tzinfo=UTC)
    stamp = '<scriptTask id="stamp"><script>{ day: string(today()) }</script></scriptTask>'
    end = played(line("p", wait("P1D"), stamp), at=when)
    assert end.activities[0].at == when
    assert end.variables == {"day": "2026-12-02"}


def test_an_answer_after_a_while_lets_a_reminder_come_first(played: Play) -> None:
    reminder = (
        '<boundaryEvent id="late" attachedToRef="ask" cancelActivity="false">'
        f'{timer("timeDuration", "P2D")}</boundaryEvent><endEvent id="told"/>'
        '<sequenceFlow id="f" sourceRef="late" targetRef="told"/></process>'
    )
    process = line("p", USER).replace("</process>", reminder)
    slow = {"ask": {"answers": {}, "after": "P3D"}}
    assert done(played(process, answers=slow)) == ["p_start", "late", "told", "ask", "p_end"]
    assert "late" not in done(played(process, answers={"ask": {}}))


def test_a_service_gives_what_the_answers_say(played: Play) -> None:
    operator = '<spiffworkflow:serviceTaskOperator id="x.draw" resultVariable="drawn"/>'
    service = (
        f'<serviceTask id="draw"><extensionElements>{operator}</extensionElements></serviceTask>'
    )
    told = played(line("p", service), answers={"draw": {"case": "C-1"}})
    assert told.variables == {"drawn": {"case": "C-1"}}
    assert told.findings == ()
    silent = played(line("p", service))
    assert silent.variables == {"drawn": {}}
    assert [(f.level, f.element) for f in silent.findings] == [("advice", "draw")]


def test_an_expression_that_fails_is_an_incident_at_its_element(played: Play) -> None:
    end = played(line("p", '<scriptTask id="add"><script>{ x: nobody + 1 }</script></scriptTask>'))
    assert end.outcome == "incident"
    assert [(f.level, f.element, f.rule) for f in end.findings] == [("error", "add", "expression")]
    assert state(end, "add") == ["failed"]


def test_an_error_that_nothing_catches_fails(played: Play) -> None:
    error = '<errorEventDefinition errorRef="e_lost"/>'
    process = line("p", end=error).replace("<process", '<error id="e_lost" errorCode="L"/><process')
    end = played(process)
    assert end.outcome == "failed"
    assert [f.element for f in end.findings] == ["p_end"]


def test_what_cannot_be_run_is_refused_and_nothing_is_played(played: Play) -> None:
    end = played(line("p", '<adHocSubProcess id="any"/>'))
    assert end.outcome == "refused"
    assert end.activities == ()
    assert "any" in {f.element for f in end.findings if f.level == "error"}


def test_a_loop_that_never_waits_is_an_incident_that_names_it(played: Play) -> None:
    process = line("p", '<task id="a"/>', '<exclusiveGateway id="g"/>').replace(
        "</process>", '<sequenceFlow id="back" sourceRef="g" targetRef="a"/></process>'
    )
    always = "><conditionExpression>false</conditionExpression></sequenceFlow>"
    process = process.replace(' targetRef="p_end"/>', f' targetRef="p_end"{always}')
    process = process.replace('<exclusiveGateway id="g"', '<exclusiveGateway id="g" default="back"')
    end = played(process)
    assert end.outcome == "incident"
    assert end.findings[-1].rule == "budget"


@pytest.mark.parametrize(
    "answers", [{"ask": 3}, {"ask": [3]}, {"messages": [{"key": "a"}]}, {"signals": "fire"}]
)
def test_answers_in_another_shape_are_refused(played: Play, answers: Any) -> None:
    with pytest.raises(AnswersUnreadable):
        played(line("p", USER), answers=answers)


def test_what_is_only_badly_marked_is_a_warning_and_played(played: Play) -> None:
    end = played(line("p", wait("P1D")))
    assert end.outcome == "completed"
    assert {(f.level, f.rule) for f in end.findings} == {("warning", "expression-not-formal")}

"""Rehearsals taken step by step: people, services, messages and the clock, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from engine.errors import NotFound
from engine.expressions import UnsafeValue
from engine.rehearsal import NEXT, START, Opening, Stage, StepRefused
from tests.engine.rehearsal.sketches import MESSAGE, SIGNAL, USER, line, sketch, timer, wait

SPIFF = "spiffworkflow"
GET = f'<intermediateCatchEvent id="get">{MESSAGE}</intermediateCatchEvent>'


def serving(id: str, result: str) -> str:
    operator = f'<{SPIFF}:serviceTaskOperator id="post.office" resultVariable="{result}"/>'
    return f'<serviceTask id="{id}" name="Post it"><extensionElements>{operator}</extensionElements></serviceTask>'  # noqa: E501


def staged(*processes: str, **variables: Any) -> Stage:
    return Stage(sketch(*processes), Opening("p", variables))


def waiting(stage: Stage) -> list[tuple[str, str]]:
    return [(place.kind, place.element) for place in stage.places()]


def completed(stage: Stage) -> list[str]:
    return [row.id for row in stage.played().activities if row.state == "completed"]


def test_a_person_answers_and_the_answers_become_variables() -> None:
    stage = staged(line("p", USER))
    assert waiting(stage) == [("user_task", "ask")]
    stage.do({"submit": "ask", "answers": {"grade": 3}})
    assert stage.played().outcome == "completed"
    assert stage.played().variables == {"grade": 3}


def test_a_service_whose_outputs_are_kept_is_asked_for_and_others_are_noted() -> None:
    stage = staged(line("p", serving("quiet", ""), serving("post", "sent")))
    assert waiting(stage) == [("service", "post")]
    assert [(call.element_id, call.operation) for call in stage.calls] == [
        ("quiet", "post.office"),
        ("post", "post.office"),
    ]
    stage.do({"service": "post", "outputs": {"count": 2}})
    assert stage.played().variables["sent"] == {"count": 2}
    assert stage.played().outcome == "completed"


def test_the_clock_goes_to_the_next_timer_or_to_a_date() -> None:
    stage = staged(line("p", wait("P5D"), wait("P5D", "again")))
    stage.do({"travel": NEXT})
    assert stage.now == START + timedelta(days=5)
    assert waiting(stage) == [("timer", "again")]
    stage.do({"travel": "2026-01-14"})
    assert (stage.now.day, waiting(stage)) == (14, [("timer", "again")])
    stage.do({"travel": "P2D"})
    assert stage.played().outcome == "completed"
    for step in ({"travel": NEXT}, {"travel": "2026-01-01"}, {"travel": "2040-01-01"}):
        with pytest.raises(StepRefused):
            stage.do(step)


def test_messages_and_signals_come_when_whoever_plays_says_so() -> None:
    hear = f'<intermediateCatchEvent id="hear">{SIGNAL}</intermediateCatchEvent>'
    stage = staged(line("p", GET, hear))
    with pytest.raises(StepRefused, match='Nobody waits for the message "order"'):
        stage.do({"message": "order", "key": "other"})
    stage.do({"message": "order"})
    stage.do({"signal": "fire"})
    assert completed(stage) == ["p_start", "get", "hear", "p_end"]


def test_several_at_one_element_are_told_apart() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>"  # noqa: E501
    stage = staged(line("p", f'<userTask id="ask" name="Ask">{loop}</userTask>'))
    assert [place.which for place in stage.places()] == [1, 2]
    stage.do({"submit": "ask", "which": 2})
    assert [place.which for place in stage.places()] == [1]


def test_a_process_with_a_timer_start_does_not_join_in_by_itself() -> None:
    stage = staged(line("p", wait("P5D")), line("q", start=timer("timeDuration", "P1D")))
    stage.do({"travel": "P10D"})
    assert [one.process for one in stage.played().instances] == ["p"]


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ({"submit": "other"}, 'No user task waits at "other". Waiting now: ask.'),
        ({"service": "ask"}, 'No service waits at "ask". Waiting now: nothing.'),
        ({"offer": "ask"}, "No message waits"),
        ({"dance": "ask"}, "A step says one of"),
        ({"submit": "ask", "answers": 3}, '"answers" of a step is no record'),
    ],
)
def test_a_step_that_cannot_be_done_says_why(step: Mapping[str, Any], sentence: str) -> None:
    stage = staged(line("p", USER))
    with pytest.raises(StepRefused, match=sentence):
        stage.do(step)
    assert waiting(stage) == [("user_task", "ask")]


def test_a_clock_that_never_comes_to_rest_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stage, "most_moves", 50)
    every = '<boundaryEvent id="often" attachedToRef="ask" cancelActivity="false">'
    repeat = f"{every}{timer('timeCycle', 'R/PT1H')}</boundaryEvent>"
    inside = USER + repeat + '<endEvent id="told"/>'
    flow = '<sequenceFlow id="f_told" sourceRef="often" targetRef="told"/>'
    process = line("p", USER).replace(USER, inside + flow)
    stage = staged(process)
    stage.do({"travel": "PT10H"})
    with pytest.raises(StepRefused, match="Too much happens by itself"):
        stage.do({"travel": "P30D"})


def test_what_cannot_begin_is_refused() -> None:
    with pytest.raises(NotFound):
        Stage(sketch(line("p", USER)), Opening("q"))
    with pytest.raises(UnsafeValue):
        staged(line("p", USER), bad={"__class__": 1})


def test_the_same_steps_always_give_the_same() -> None:
    steps = [{"submit": "ask", "answers": {"a": 1}}, {"travel": NEXT}, {"message": "order"}]
    ends = []
    for _ in range(2):
        stage = staged(line("p", USER, wait("P2D"), GET))
        for step in steps:
            stage.do(step)
        ends.append(stage.played())
    assert ends[0] == ends[1]


def test_answers_are_found_again_by_the_submission() -> None:
    stage = staged(line("p", USER))
    stage.do({"submit": "ask", "answers": {"grade": 3}})
    assert list(stage.submissions.values()) == [{"grade": 3}]

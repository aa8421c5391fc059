"""What a multi-instance activity throws as its instances complete, and who hears it."""

from __future__ import annotations

from typing import Any

import pytest

from .drawing import Case, line, refused
from .telling import beside, script, tell, trace

SIGNAL = '<signal id="sig" name="one done"/><signalEventDefinition id="def" signalRef="sig"/>'
CATCH = '<signalEventDefinition id="caught" signalRef="sig"/>'
LATE = script("{late: late + 1}", id="late")
CONDITION = "<condition>numberOfCompletedInstances >= 2</condition>"
THROWN = f'<event id="ev">{CATCH.replace("caught", "thrown")}</event>'
COMPLEX = f"<complexBehaviorDefinition>{CONDITION}{THROWN}</complexBehaviorDefinition>"


def several(behaviour: str, inner: str = "", how: str = "true") -> str:
    cardinality = "<loopCardinality>3</loopCardinality>"
    return (
        f'<multiInstanceLoopCharacteristics isSequential="{how}" {behaviour}>'
        f"{cardinality}{inner}</multiInstanceLoopCharacteristics>"
    )


NONE = several('behavior="None" noneBehaviorEventRef="def"')
ONE = several('behavior="One" oneBehaviorEventRef="def"')
SOME = several('behavior="Complex"', COMPLEX)
COUNTED = "{runs: runs + 1}"


@pytest.mark.parametrize(
    ("loop", "times"), [(NONE, 3), (ONE, 1), (SOME, 2), (several('behavior="All"'), 0)]
)
def test_each_the_first_some_or_none_of_the_instances_throw(
    loop: str, times: int, host: Any
) -> None:
    body = SIGNAL + beside(script(COUNTED, loop), CATCH, LATE)
    told = tell(body, host).start(runs=0, late=0)
    assert told.outcome == "completed"
    assert (told.variables["runs"], told.variables["late"]) == (3, times)


def test_a_boundary_event_that_interrupts_ends_all_the_instances(host: Any) -> None:
    body = SIGNAL + beside(script(COUNTED, NONE), CATCH, LATE, stays=False)
    told = tell(body, host).start(runs=0, late=0)
    assert (told.variables["runs"], told.variables["late"]) == (1, 1)
    assert trace(told, "late", "e") == ["late"]


@pytest.mark.parametrize("how", ["true", "false"])
def test_people_are_heard_one_by_one_and_nothing_is_forgotten_between(how: str, host: Any) -> None:
    loop = several('behavior="None" noneBehaviorEventRef="def"', how=how)
    told = tell(SIGNAL + beside(f'<userTask id="t">{loop}</userTask>', CATCH, LATE), host)
    told.start(late=0)
    for times in (1, 2, 3):
        told.reload().submit("t")
        assert told.variables["late"] == times
    assert told.outcome == "completed"


MESSAGE = '<message id="m" name="one done"/><messageEventDefinition id="def" messageRef="m"/>'
ESCALATION = (
    '<escalation id="x" escalationCode="E"/><escalationEventDefinition id="def" escalationRef="x"/>'
)
ERROR = '<error id="x" errorCode="E"/><errorEventDefinition id="def" errorRef="x"/>'
HEARD = {
    "message": (MESSAGE, '<messageEventDefinition id="c" messageRef="m"/>', True, 3),
    "escalation": (ESCALATION, '<escalationEventDefinition id="c" escalationRef="x"/>', True, 3),
    "error": (ERROR, '<errorEventDefinition id="c" errorRef="x"/>', False, 1),
}


@pytest.mark.parametrize("kind", HEARD)
def test_messages_escalations_and_errors_are_heard_at_the_boundary(kind: str, host: Any) -> None:
    shared, caught, stays, times = HEARD[kind]
    body = shared + beside(script(COUNTED, NONE), caught, LATE, stays=stays)
    told = tell(body, host).start(runs=0, late=0)
    assert (told.variables["runs"], told.variables["late"]) == (times, times)
    assert told.execution.take_thrown() == []


def test_an_error_that_nobody_catches_ends_the_process_as_failed(host: Any) -> None:
    told = tell(ERROR + line(script(COUNTED, NONE)), host).start(runs=0)
    assert told.outcome == "failed"
    assert told.problem().element_id == "t"


def test_a_condition_that_fails_is_asked_again_and_nothing_is_thrown_twice(host: Any) -> None:
    asked = COMPLEX.replace(CONDITION, "<condition>wanted</condition>")
    loop = several('behavior="Complex"', asked)
    told = tell(SIGNAL + beside(f'<userTask id="t">{loop}</userTask>', CATCH, LATE), host)
    told.start(late=0, wanted="x").submit("t")
    assert told.problem().kind == "expression"
    told.variables["wanted"] = True
    told.reload().execution.retry(told.problem().task_id)
    told.execution.run()
    assert told.variables["late"] == 1
    assert told.names() == ["t"]


def looped(behaviour: str, inner: str = "") -> str:
    return line(f'<task id="t">{several(behaviour, inner)}</task>')


TIMER = '<timerEventDefinition id="def"><timeDuration>PT1H</timeDuration></timerEventDefinition>'
WHENEVER = COMPLEX.replace(CONDITION, "")
REFUSED: dict[str, Case] = {
    "nothing to throw": (looped('behavior="None"'), "t", "which event"),
    "what is not there": (looped('behavior="One" oneBehaviorEventRef="x"'), "t", "which event"),
    "nothing complex": (looped('behavior="Complex"'), "t", "says nothing"),
    "no condition": (SIGNAL + looped('behavior="Complex"', WHENEVER), "t", "when its event"),
    "a timer": (TIMER + looped('behavior="One" oneBehaviorEventRef="def"'), "t", '"timer"'),
    "another word": (looped('behavior="Some"'), "t", "none of the standard's"),
    "a signal without a name": (
        SIGNAL.replace(' name="one done"', "") + looped('behavior="One" oneBehaviorEventRef="def"'),
        "t",
        "no name or code",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])

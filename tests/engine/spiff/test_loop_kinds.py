"""How often an activity runs: so many times, while it holds, and on every kind of activity."""

from __future__ import annotations

from typing import Any

import pytest

from engine.spiff import BudgetExceeded

from .drawing import BEGIN, DONE, flow, line, process
from .telling import script, tell

COUNT = "{runs: runs + 1}"


def while_(condition: str = "", **how: str) -> str:
    settings = "".join(f' {name}="{value}"' for name, value in how.items())
    inner = f"<loopCondition>{condition}</loopCondition>" if condition else ""
    return f"<standardLoopCharacteristics{settings}>{inner}</standardLoopCharacteristics>"


def so_often(number: str, inner: str = "", how: str = "false") -> str:
    return (
        f'<multiInstanceLoopCharacteristics isSequential="{how}">'
        f"<loopCardinality>{number}</loopCardinality>{inner}</multiInstanceLoopCharacteristics>"
    )


@pytest.mark.parametrize(
    ("loop", "times"),
    [
        (while_("runs &lt; 3"), 3),
        (while_("false"), 1),
        (while_("false", testBefore="true"), 0),
        (while_("true", loopMaximum="4"), 4),
        (while_(loopMaximum="2"), 2),
        (while_("loopCounter &lt; 5"), 5),
        (while_("loopCounter &lt; 5", testBefore="true"), 5),
        (so_often("3"), 3),
        (so_often("0"), 0),
        (so_often("many"), 2),
        (so_often("5", "<completionCondition>loopCounter = 2</completionCondition>", "true"), 2),
    ],
)
def test_an_activity_runs_as_often_as_is_drawn(loop: str, times: int, host: Any) -> None:
    told = tell(line(script(COUNT, loop)), host).start(runs=0, many=2)
    assert told.outcome == "completed"
    assert told.variables["runs"] == times


@pytest.mark.parametrize("number", ["less - 1", "less + 0.5", "null", '"3"', "less + 1001"])
def test_a_number_that_cannot_be_is_a_problem_when_it_is_worked_out(number: str, host: Any) -> None:
    told = tell(line(script(COUNT, so_often(number))), host).start(runs=0, less=0)
    assert told.problem().element_id == "t"
    assert told.variables["runs"] == 0


def test_the_budget_ends_a_loop_that_never_waits(host: Any) -> None:
    told = tell(line(script(COUNT, while_("true"))), host)
    with pytest.raises(BudgetExceeded) as ended:
        told.start(runs=0)
    assert ended.value.elements == ["t"]


def test_a_loop_of_a_person_may_go_on_as_long_as_it_holds(host: Any) -> None:
    told = tell(line(f'<userTask id="t">{while_("not(over)")}</userTask>'), host).start(over=False)
    for _ in range(3):
        told.reload().submit("t")
    assert told.names() == ["t"]
    told.variables["over"] = True
    told.submit("t")
    assert told.outcome == "completed"


INSIDE = [
    '<startEvent id="s2"/>',
    script(COUNT, id="work"),
    '<userTask id="ask"/>',
    *(flow("s2", "work"), flow("work", "ask")),
]


@pytest.mark.parametrize("loop", [while_("runs &lt; 3"), so_often("3", how="true")])
@pytest.mark.parametrize("kind", ["sub-process", "call"])
def test_sub_processes_and_calls_run_several_times(kind: str, loop: str, host: Any) -> None:
    sub_process = f'<subProcess id="t">{loop}{"".join(INSIDE)}</subProcess>'
    call = f'<callActivity id="t" calledElement="q">{loop}</callActivity>'
    called = process(*INSIDE, id="q") if kind == "call" else ""
    told = tell(line(call if called else sub_process) + called, host).start(runs=0)
    for times in (1, 2, 3):
        assert told.variables["runs"] == times
        told.reload().submit("ask")
    assert told.outcome == "completed"


@pytest.mark.parametrize("kind", ["manualTask", "userTask"])
def test_the_counts_are_known_to_the_completion_condition(kind: str, host: Any) -> None:
    enough = (
        "numberOfInstances = 3 and numberOfActiveInstances = 1"
        " and numberOfCompletedInstances = 2 and numberOfTerminatedInstances = 0"
    )
    loop = so_often("3", f"<completionCondition>{enough}</completionCondition>")
    told = tell(line(f'<{kind} id="t">{loop}</{kind}>'), host).start()
    told.reload().submit("t").reload().submit("t")
    assert told.outcome == "completed"
    states = [s.state for s in told.execution.take_steps() if s.element_id == "t"]
    assert states.count("cancelled") == 1


def test_two_flows_into_a_loop_are_two_loops(host: Any) -> None:
    body = process(
        BEGIN,
        '<parallelGateway id="g"/>',
        *('<task id="a"/>', '<task id="b"/>'),
        script(COUNT, so_often("2")),
        DONE,
        *(flow("s", "g"), flow("g", "a"), flow("g", "b"), flow("a", "t"), flow("b", "t")),
        flow("t", "e"),
    )
    told = tell(body, host).start(runs=0)
    assert told.variables["runs"] == 4


def within(end: str) -> str:
    """A sub-process that asks somebody, and then may end in a special way."""
    inside = ['<startEvent id="s2"/>', '<userTask id="ask"/>', end]
    return "".join([*inside, flow("s2", "ask"), flow("ask", "e2")])


def test_the_rest_of_the_sub_processes_is_cancelled_when_it_is_enough(host: Any) -> None:
    loop = so_often("3", "<completionCondition>loopCounter = 2</completionCondition>")
    inside = within('<endEvent id="e2"/>')
    told = tell(line(f'<subProcess id="t">{loop}{inside}</subProcess>'), host)
    told.start().reload().submit("ask")
    assert told.names() == ["ask", "ask"]
    told.reload().submit("ask")
    assert (told.outcome, told.names()) == ("completed", [])


def test_a_terminate_end_event_stops_only_its_own_instance(host: Any) -> None:
    end = '<endEvent id="e2"><terminateEventDefinition id="x"/></endEvent>'
    told = tell(line(f'<subProcess id="t">{so_often("2")}{within(end)}</subProcess>'), host)
    told.start().reload().submit("ask")
    assert told.names() == ["ask"]
    told.reload().submit("ask")
    assert told.outcome == "completed"


@pytest.mark.parametrize("how", ["true", "false"])
def test_a_receive_task_waits_for_as_many_messages(how: str, host: Any) -> None:
    drawn = f'<receiveTask id="t" messageRef="m">{so_often("2", how=how)}</receiveTask>'
    told = tell('<message id="m" name="vote"/>' + line(drawn), host).start().reload()
    assert told.execution.deliver("vote", "", {})
    told.execution.run()
    assert told.outcome == "active"
    assert told.reload().execution.deliver("vote", "", {})
    told.execution.run()
    assert told.outcome == "completed"


def test_each_instance_of_a_service_task_has_its_own_job(host: Any) -> None:
    host.answers["letters.send"] = lambda _: None
    operator = (
        '<extensionElements><spiffworkflow:serviceTaskOperator id="letters.send">'
        '<spiffworkflow:parameters><spiffworkflow:parameter id="to" value="loopCounter"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator></extensionElements>"
    )
    drawn = f'<serviceTask id="t">{operator}{so_often("2")}</serviceTask>'
    told = tell(line(drawn), host).start().reload()
    jobs = told.execution.waits().services
    assert [job.inputs for job in jobs.values()] == [{"to": 1}, {"to": 2}]
    for id in jobs:
        told.reload().execution.finish_service(id, {})
        told.execution.run()
    assert told.outcome == "completed"

"""Data objects, properties, inputs and outputs: variables, and what is copied between them."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import BundleRefused
from engine.spiff import read

from .conftest import bundle_of
from .drawing import BEGIN, DONE, HEAD, Case, flow, line, process, refused
from .telling import properties, script, tell

ORDER = '<dataObject id="D1" name="order"/><dataObjectReference id="R1" dataObjectRef="D1"/>'
TOTAL = '<dataObject id="D2"/><dataObjectReference id="R2" name="total" dataObjectRef="D2"/>'


def held(inputs: str = "", outputs: str = "") -> str:
    """The inputs and outputs an activity has, each named like its id."""
    rows = [f'<dataInput id="{name}"/>' for name in inputs.split()]
    rows += [f'<dataOutput id="{name}"/>' for name in outputs.split()]
    return f"<ioSpecification>{''.join(rows)}<inputSet/><outputSet/></ioSpecification>"


def into(source: str, target: str, inside: str = "") -> str:
    return _association("dataInputAssociation", source, target, inside)


def out_of(source: str, target: str, inside: str = "") -> str:
    return _association("dataOutputAssociation", source, target, inside)


def _association(kind: str, source: str, target: str, inside: str) -> str:
    sources = "".join(f"<sourceRef>{one}</sourceRef>" for one in source.split())
    where = f"<targetRef>{target}</targetRef>" if target else ""
    return f"<{kind}>{sources}{where}{inside}</{kind}>"


def assign(value: str, place: str) -> str:
    return f"<assignment><from>{value}</from><to>{place}</to></assignment>"


def around(*activities: str) -> str:
    """A line of activities in a process that holds an order and a total."""
    return line(*activities).replace(BEGIN, ORDER + TOTAL + BEGIN)


def test_a_data_object_is_a_variable_under_its_name_and_null_at_first(host: Any) -> None:
    told = tell(around('<task id="t"/>'), host).start(order=3)
    assert dict(told.variables) == {"order": 3, "total": None}


def test_what_goes_in_and_comes_out_is_copied_and_the_rest_is_the_activitys_own(host: Any) -> None:
    inside = held("given", "result") + into("R1", "given") + out_of("result", "R2")
    told = tell(around(script("{result: given * 2, given: 0}", inside)), host).start(order=21)
    assert told.outcome == "completed"
    assert dict(told.variables) == {"order": 21, "total": 42}


def test_a_person_is_shown_what_goes_in_and_leaves_what_comes_out(host: Any) -> None:
    said = properties(context="{asked: given}", results="{result: answers.value}")
    inside = said + held("given", "result") + into("R1", "given") + out_of("result", "R2")
    told = tell(around(f'<userTask id="t">{inside}</userTask>'), host).start(order="tea").reload()
    [task] = told.tasks()
    assert task.context == {"asked": "tea"}
    told.submit("t", value=2)
    assert dict(told.variables) == {"order": "tea", "total": 2}


def test_an_output_without_a_value_overwrites_nothing(host: Any) -> None:
    inside = held("", "result") + out_of("result", "R2")
    told = tell(around(script("{order: 1}", inside)), host).start(total=5)
    assert dict(told.variables) == {"order": 1, "total": 5}


@pytest.mark.parametrize(
    "copied",
    [
        into("R1", "given", "<transformation>order * 10</transformation>"),
        into("R1", "given", assign("order * 10", "given")),
        into("R1 R2", "given", "<transformation>order * 10 + total</transformation>"),
        into("", "given", assign("order + 27", "given")),
    ],
)
def test_what_goes_in_may_be_worked_out(copied: str, host: Any) -> None:
    inside = held("given", "result") + copied + out_of("", "R2", assign("result", "R2"))
    told = tell(around(script("{result: given}", inside)), host).start(order=3, total=0)
    assert told.variables["total"] == 30


def test_what_cannot_be_worked_out_is_a_problem_and_the_work_is_not_done_twice(host: Any) -> None:
    inside = held("", "result") + out_of("", "R2", assign("result / divisor", "total"))
    told = tell(around(script("{order: order + 1, result: 8}", inside)), host)
    told.start(order=0)
    assert told.problem().element_id == "t"
    told.variables["divisor"] = 2
    told.reload().execution.retry(told.problem().task_id)
    told.execution.run()
    assert told.outcome == "completed"
    assert (told.variables["order"], told.variables["total"]) == (1, 4)


def test_a_property_lives_as_long_as_its_activity(host: Any) -> None:
    inner = [BEGIN, script("{tries: 1}", id="a"), '<userTask id="u"/>']
    inner += [script("{kept: tries}", id="b"), DONE]
    flows = [flow("s", "a"), flow("a", "u"), flow("u", "b"), flow("b", "e")]
    body = "".join([*inner, *flows]).replace('"s"', '"s2"').replace('"e"', '"e2"')
    told = tell(line(f'<subProcess id="t"><property id="tries"/>{body}</subProcess>'), host)
    told.start().reload().submit("u")
    assert told.outcome == "completed"
    assert dict(told.variables) == {"kept": 1}


def test_each_instance_of_a_loop_has_its_own_and_the_list_is_copied_once(host: Any) -> None:
    loop = (
        "<multiInstanceLoopCharacteristics><loopDataInputRef>orders</loopDataInputRef>"
        "<loopDataOutputRef>sums</loopDataOutputRef>"
        '<inputDataItem id="one"/><outputDataItem id="priced"/></multiInstanceLoopCharacteristics>'
    )
    inside = held("orders given", "sums result") + into("R1", "orders") + into("one", "given")
    inside += out_of("result", "priced") + out_of("sums", "R2") + loop
    drawn = around(
        f'<userTask id="t">{properties(results="{result: given * 10}")}{inside}</userTask>'
    )
    told = tell(drawn, host).start(order=[1, 2, 3])
    for _ in range(3):
        told.reload().submit("t")
    assert told.outcome == "completed"
    assert dict(told.variables) == {"order": [1, 2, 3], "total": [10, 20, 30]}


def test_a_boundary_event_leads_back_to_the_variables_outside(host: Any) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    body = process(
        *(ORDER, TOTAL, BEGIN, DONE),
        f'<userTask id="t">{held("total")}{into("R1", "total")}</userTask>',
        f'<boundaryEvent id="b" attachedToRef="t">{timer}</boundaryEvent>',
        script("{total: 9}", id="late"),
        *(flow("s", "t"), flow("t", "e"), flow("b", "late")),
    )
    told = tell(body, host).start(order=1)
    assert told.wait(hours=1) == ["b"]
    assert told.variables["total"] == 9


def test_a_name_that_feel_cannot_say_still_holds_what_is_copied(host: Any) -> None:
    odd = '<dataObject id="a-1" name="Vacation approval"/>'
    first = script("{result: order}", held("", "result") + out_of("result", "a-1"), id="t")
    second = script("{total: given}", held("given") + into("a-1", "given"), id="u")
    told = tell(around(first, second).replace(BEGIN, odd + BEGIN), host).start(order=7)
    assert told.variables["total"] == 7


def test_an_output_from_nowhere_is_only_drawn_and_the_activity_writes_by_name(host: Any) -> None:
    told = tell(around(script("{total: 1}", out_of("", "R2"))), host).start()
    assert told.variables["total"] == 1


REFUSED: dict[str, Case] = {
    "nowhere in the file": (around(f'<task id="t">{into("R9", "x")}</task>'), "t", '"R9"'),
    "a reference to nothing": (
        line(f'<task id="t">{held("x")}{into("R9", "x")}</task>').replace(
            BEGIN, f'<dataObjectReference id="R9" dataObjectRef="gone"/>{BEGIN}'
        ),
        "t",
        "from or to nothing",
    ),
    "two sources": (
        around(f'<task id="t">{held("x")}{into("R1 R2", "x")}</task>'),
        "t",
        "which one place",
    ),
    "an assignment of nothing": (
        around(f'<task id="t">{into("R1", "", "<assignment/>")}</task>'),
        "t",
        "what goes where",
    ),
    "an assignment to a path": (
        around(f'<task id="t">{into("R1", "", assign("order", "/a/b"))}</task>'),
        "t",
        "what goes where",
    ),
    "a data store": (
        around(f'<task id="t">{held("x")}{into("S", "x")}</task>').replace(
            BEGIN, f'<dataStoreReference id="S"/>{BEGIN}'
        ),
        "t",
        "data store",
    ),
    "data of an event": (
        around(f'<intermediateThrowEvent id="t">{into("R1", "R2")}</intermediateThrowEvent>'),
        "t",
        "not moved",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])


def test_a_sketch_passes_over_stores_and_what_events_carry(host: Any) -> None:
    for case in ("a data store", "data of an event"):
        files = bundle_of(a_bpmn=f"{HEAD}{REFUSED[case][0]}</definitions>")
        with pytest.raises(BundleRefused):
            read(files)
        assert [f.level for f in read(files, sketch=True).findings] == ["warning"]

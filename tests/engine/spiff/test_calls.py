"""What a call activity may call, and what goes in and out with the call."""

from __future__ import annotations

from typing import Any

import pytest

from .drawing import Case, line, process, refused
from .telling import properties, script, tell
from .test_data import held, into, out_of


def call(*inside: str, of: str = "g") -> str:
    return f'<callActivity id="t" calledElement="{of}">{"".join(inside)}</callActivity>'


GLOBAL = {
    "globalTask": '<globalTask id="g"/>',
    "globalScriptTask": '<globalScriptTask id="g"><script>{done: true}</script></globalScriptTask>',
    "prefixed": '<globalTask id="g"/>',
}


@pytest.mark.parametrize("kind", GLOBAL)
def test_a_global_activity_runs_inside_the_call(kind: str, host: Any) -> None:
    drawn = call(of="x:g") if kind == "prefixed" else call()
    told = tell(GLOBAL[kind] + line(drawn), host).start()
    assert told.outcome == "completed"
    assert told.variables.get("done", kind) in (True, "globalTask", "prefixed")
    done = [s.element_id for s in told.execution.take_steps() if s.state == "completed"]
    assert done == ["s", "g", "t", "e"]


@pytest.mark.parametrize("kind", ["globalUserTask", "globalManualTask"])
def test_global_work_of_people_waits_and_is_cancelled_with_the_call(kind: str, host: Any) -> None:
    said = properties(assignee="who", results="{by_whom: by}")
    told = tell(f'<{kind} id="g" name="Sign">{said}</{kind}>' + line(call()), host)
    [task] = told.start(who="amy").reload().tasks()
    assert (task.element_id, task.name, task.assignee) == ("g", "Sign", "amy")
    told.submit("g")
    assert told.outcome == "completed"
    assert told.variables["by_whom"] == "amy"


def test_a_loop_may_call_a_global_activity(host: Any) -> None:
    loop = '<standardLoopCharacteristics loopMaximum="3"/>'
    body = '<globalScriptTask id="g"><script>{n: n + 1}</script></globalScriptTask>'
    assert tell(body + line(call(loop)), host).start(n=0).variables["n"] == 3


def test_what_is_mapped_into_a_call_is_the_calls_own(host: Any) -> None:
    order = '<dataObject id="order"/><dataObject id="answer"/>'
    inside = held("size", "result") + into("order", "size") + out_of("result", "answer")
    called = process(
        '<startEvent id="s2"/>',
        script("{size: size + 1, result: size * 2, other: 1}", id="work"),
        '<sequenceFlow id="f" sourceRef="s2" targetRef="work"/>',
        id="q",
    )
    told = tell(
        line(call(inside, of="q")).replace("<startEvent", f"{order}<startEvent") + called, host
    )
    told.start(order=20)
    assert dict(told.variables) == {"order": 20, "answer": 42, "other": 1}


def test_what_a_called_process_declares_is_null_unless_the_caller_has_it(host: Any) -> None:
    inner = [
        '<property id="size"/><property id="colour"/><startEvent id="s2"/>',
        script("{seen: [size, colour]}", id="work"),
        '<sequenceFlow id="f" sourceRef="s2" targetRef="work"/>',
    ]
    told = tell(line(call(of="q")) + process(*inner, id="q"), host).start(colour="red")
    assert told.variables["seen"] == [None, "red"]


REFUSED: dict[str, Case] = {
    "nothing of that name": (line(call(of="gone")), "t", "not in this bundle"),
    "a global script in another language": (
        '<globalScriptTask id="g" scriptLanguage="text/x-python"><script>x</script>'
        "</globalScriptTask>" + line(call()),
        "g",
        "text/x-python",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])

"""What each type of activity does: waits for somebody, computes, or passes through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from .drawing import BEGIN, DONE, Case, findings, flow, line, process, refused
from .telling import properties, tell


def script(text: str, language: str = "", **given: str) -> str:
    head = f'<scriptTask id="t" scriptFormat="{language}">' if language else '<scriptTask id="t">'
    return line(f"{head}{properties(**given)}<script>{text}</script></scriptTask>")


def test_a_manual_task_waits_until_somebody_says_it_is_done(host: Any) -> None:
    drawn = line(
        f'<manualTask id="t">{properties(assignee="who", results="{done_by: by}")}</manualTask>'
    )
    told = tell(drawn, host).start(who="amy").reload()
    [waits] = told.tasks()
    assert (waits.element_id, waits.assignee, waits.form) == ("t", "amy", None)
    told.submit("t")
    assert told.outcome == "completed"
    assert told.variables["done_by"] == "amy"


def test_an_untyped_activity_and_an_empty_script_pass_at_once(host: Any) -> None:
    told = tell(line('<task id="t"/>', '<scriptTask id="u"/>'), host).start()
    assert told.outcome == "completed"


@pytest.mark.parametrize(
    ("text", "given", "known"),
    [
        ("{a: 1, b: a + 1}", {}, {"a": 1, "b": 2}),
        ("40 + 2", {"result": "answer"}, {"answer": 42}),
        ("= [1, 2]", {"result": "both"}, {"both": [1, 2]}),
        ("{a: 1}", {"result": "whole"}, {"whole": {"a": 1}}),
    ],
)
def test_a_script_is_an_expression_with_a_result(
    text: str, given: Mapping[str, str], known: Mapping[str, Any], host: Any
) -> None:
    assert dict(tell(script(text, "feel", **given), host).start().variables) == known


REFUSED: dict[str, Case] = {
    "a value without a name": (script("1 + 1"), "t", "what it is called"),
    "Groovy": (script("x = 1", "groovy"), "t", '"groovy"'),
    "a result that hides something": (script("1", result="parameters"), "t", "engine provides"),
    "a manual task with a form": (
        line(f'<manualTask id="t">{properties(form="f")}</manualTask>'),
        "t",
        '"form" means nothing',
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])


MESSAGE = '<message id="m" name="asked"/>'
RECEIVE = '<receiveTask id="r" messageRef="m" instantiate="true"/>'


def test_a_receive_task_may_start_the_process(host: Any) -> None:
    body = process(RECEIVE, '<userTask id="u"/>', DONE, flow("r", "u"), flow("u", "e"))
    told = tell(MESSAGE + body, host)
    assert told.definitions.processes["p"].start_messages[0][1] == "asked"
    steps = told.start().execution.take_steps()
    assert ("r", "completed") in [(s.element_id, s.state) for s in steps]
    assert told.reload().names() == ["u"]


def test_a_receive_task_that_a_flow_leads_to_starts_nothing() -> None:
    body = process(BEGIN, RECEIVE, DONE, flow("s", "r"), flow("r", "e"))
    assert any("cannot start" in f.sentence for f in findings(MESSAGE + body))


@pytest.mark.parametrize("id", ["Start", "End", "Root", "p.EndJoin", "Prüfung"])
def test_an_id_may_be_any_that_xml_allows(id: str, host: Any) -> None:
    drawn = f'<scriptTask id="{id}"><script>{{done: 1}}</script></scriptTask>'
    told = tell(line(drawn, '<userTask id="u"/>'), host).start().reload()
    told.submit("u")
    assert (told.outcome, told.variables["done"]) == ("completed", 1)


INTERFACE = (
    '<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>m</inMessageRef>'
    "</operation></interface>"
)


def test_an_operation_says_which_message_is_sent_and_waited_for(host: Any) -> None:
    body = line('<sendTask id="t" operationRef="o"/>', '<receiveTask id="r" operationRef="x:o"/>')
    told = tell(MESSAGE + INTERFACE + body, host).start()
    assert [m.message for m in told.execution.take_thrown()] == ["asked"]
    assert [w.message for w in told.execution.waits().messages.values()] == ["asked"]

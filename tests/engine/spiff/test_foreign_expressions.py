"""Conditions in another language run as their translation, or the gate says no."""

from __future__ import annotations

from typing import Any

import pytest

from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.spiff import Execution, read

from .conftest import TestHost
from .drawing import BEGIN, DONE, HEAD, findings, flow, line, process


def choice(condition: str) -> str:
    """A gateway that leads to `yes` under the condition, else to the end."""
    gateway = '<exclusiveGateway id="g" default="g_e"/><userTask id="yes"/>'
    flows = (flow("s", "g"), flow("g", "yes", condition), flow("g", "e"), flow("yes", "e"))
    return process(BEGIN, gateway, DONE, *flows)


def way(condition: str, **variables: Any) -> list[str]:
    content = f"{HEAD}{choice(condition)}</definitions>".encode()
    definitions = read(Bundle({"bundle.toml": b"", "a.bpmn": content}))
    host = TestHost()
    host.calendar = Calendar()
    execution = Execution.start(definitions, "p", variables, host)
    execution.run()
    return [wait.element_id for wait in execution.waits().user_tasks.values()]


@pytest.mark.parametrize(
    "condition", ["${grade == 'good'}", "grade.contains('oo')", "#{!(grade eq 'bad')}"]
)
def test_a_condition_as_other_modellers_write_it_chooses_the_way(condition: str) -> None:
    assert way(condition, grade="good") == ["yes"]
    assert way(condition, grade="bad") == []


def test_what_cannot_be_translated_is_refused_where_it_stands() -> None:
    [found] = findings(choice("${grade.trim() == 'good'}"))
    assert (found.element, "trim" in found.sentence) == ("g_yes", True)
    assert found.remedy == "Write the expression in FEEL."


def test_a_language_that_is_not_run_is_refused_by_name() -> None:
    language = 'language="http://www.w3.org/1999/XPath"'
    loop = f"<loopCondition {language}>/case/days &gt; 3</loopCondition>"
    task = f'<task id="t"><standardLoopCharacteristics>{loop}</standardLoopCharacteristics></task>'
    told = [f.sentence for f in findings(line(task)) if f.element == "t"]
    assert any("XPath" in sentence for sentence in told)

"""Activities that would go wrong in silence are refused."""

from __future__ import annotations

import pytest

from .drawing import Case, line, refused

REFUSED: dict[str, Case] = {
    "ad hoc": (line('<adHocSubProcess id="a"/>'), "a", "cannot be run"),
    "no tokens": (line('<task id="t" startQuantity="0"/>'), "t", "startQuantity"),
    "script in Python": (
        line('<scriptTask id="t" scriptFormat="python"><script>x = 1</script></scriptTask>'),
        "t",
        "only FEEL",
    ),
    "service without operation": (line('<serviceTask id="t"/>'), "t", "no operation"),
    "send task without either": (line('<sendTask id="t"/>'), "t", "neither"),
    "receive task without message": (line('<receiveTask id="t"/>'), "t", "no message"),
    "rule without decision": (line('<businessRuleTask id="t"/>'), "t", "no decision"),
    "unknown decision": (
        line(
            '<businessRuleTask id="t"><extensionElements><spiffworkflow:calledDecisionId>x'
            "</spiffworkflow:calledDecisionId></extensionElements></businessRuleTask>"
        ),
        "t",
        '"x"',
    ),
    "unknown process": (line('<callActivity id="t" calledElement="q"/>'), "t", "not in this"),
    "calls itself": (line('<callActivity id="t" calledElement="p"/>'), "t", "call itself"),
    "item called item": (
        line(
            '<task id="t"><multiInstanceLoopCharacteristics><loopDataInputRef>x</loopDataInputRef>'
            '<inputDataItem id="i" name="item"/></multiInstanceLoopCharacteristics></task>'
        ),
        "t",
        '"item"',
    ),
    "misspelt property": (
        line(
            '<userTask id="t"><extensionElements><spiffworkflow:properties>'
            '<spiffworkflow:property name="asignee" value="x"/>'
            "</spiffworkflow:properties></extensionElements></userTask>"
        ),
        "t",
        "asignee",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])

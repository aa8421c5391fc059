"""Loops that would run for ever, never, or over nothing are refused."""

from __future__ import annotations

import pytest

from .drawing import Case, findings, line, refused


def several(inside: str) -> str:
    loop = f"<multiInstanceLoopCharacteristics>{inside}</multiInstanceLoopCharacteristics>"
    return line(f'<task id="t">{loop}</task>')


def so_often(text: str) -> str:
    return several(f"<loopCardinality>{text}</loopCardinality>")


def loop(most: str) -> str:
    return line(f'<task id="t"><standardLoopCharacteristics {most}/></task>')


OUTPUT = '<loopCardinality>2</loopCardinality><outputDataItem id="o" name="o"/>'
LIST = "<loopDataInputRef>x</loopDataInputRef><loopCardinality>2</loopCardinality>"
REFUSED: dict[str, Case] = {
    "for ever": (loop(""), "t", "nor how often"),
    "less than never": (loop('loopMaximum="-1"'), "t", "whole number from 1"),
    "never": (loop('loopMaximum="0"'), "t", "whole number from 1"),
    "three and a half": (loop('loopMaximum="3.5"'), "t", "whole number from 1"),
    "over nothing": (several(""), "t", "a list or a number"),
    "over a list and a number": (several(LIST), "t", "a list or a number"),
    "results without a list": (several(OUTPUT), "t", "list of results"),
    "minus one instance": (so_often("-1"), "t", "whole number that can"),
    "half an instance": (so_often("0.5"), "t", "whole number that can"),
    "too many": (so_often("1001"), "t", "whole number that can"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])


@pytest.mark.parametrize("body", [so_often("0"), so_often("n"), loop('loopMaximum="1"')])
def test_what_can_be_run_is_not_refused(body: str) -> None:
    assert findings(body) == []

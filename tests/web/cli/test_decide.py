"""`plumbline decide`: values, the rules that gave them, and what could not be worked out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from web.cli import main

RULES = str(Path(__file__).parents[2] / "bpmn" / "rules.dmn")
DUE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="t" name="d">
<inputData id="i" name="due"><variable name="due" typeRef="date"/></inputData>
<inputData id="l" name="grace"><variable name="grace" typeRef="days and time duration"/></inputData>
<decision id="late" name="Late"><variable name="late" typeRef="date"/>
<informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
<informationRequirement id="q"><requiredInput href="#l"/></informationRequirement>
<literalExpression><text>due + grace</text></literalExpression></decision></definitions>"""


def decide(*words: str) -> tuple[int, Any]:
    """The exit code and the JSON of a decision."""
    answer = CliRunner().invoke(main, ["decide", *words, "--json"])
    return answer.exit_code, json.loads(answer.stdout) if answer.stdout else None


def test_a_decision_tells_its_value_and_the_rules_that_gave_it() -> None:
    code, said = decide(RULES, "--set", 'grade="critical"')
    assert (code, said["findings"]) == (0, [])
    [decision] = said["decisions"]
    assert (decision["id"], decision["value"]) == ("grade_route", "plan")
    assert [rule["number"] for rule in decision["rules"]] == [1]


def test_an_input_that_is_missing_is_null_and_a_warning_says_so() -> None:
    code, said = decide(RULES)
    assert (code, said["decisions"][0]["value"]) == (0, "none")
    assert [found["level"] for found in said["findings"]] == ["warning"]


def test_text_is_read_as_the_type_of_its_input(tmp_path: Path) -> None:
    file = tmp_path / "due.dmn"
    file.write_text(DUE)
    given = ("--set", 'due="2026-12-01"', "--set", 'grace="P10D"')
    code, said = decide(str(file), *given, "--decision", "Late")
    assert (code, said["decisions"][0]["value"]) == (0, "2026-12-11")


@pytest.mark.parametrize("content", ["", "no xml", "<html/>"])
def test_a_file_that_is_no_dmn_is_refused_with_findings(tmp_path: Path, content: str) -> None:
    file = tmp_path / "odd.dmn"
    file.write_text(content)
    code, said = decide(str(file))
    assert (code, said["decisions"]) == (1, [])
    assert said["findings"][0]["remedy"]


def test_a_decision_that_is_not_there_is_wrong_usage() -> None:
    assert decide(RULES, "--decision", "nobody")[0] == 2

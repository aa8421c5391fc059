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


HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="d"'
DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
LOAN = f"""{HEAD} namespace="urn:loan"><import name="lib" namespace="urn:lib" importType="{DMN}"/>
<inputData id="i" name="lent"><variable name="lent" typeRef="lib.day"/></inputData>
<decision id="due" name="Due"><variable name="due"/>
<informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
<informationRequirement id="q"><requiredDecision href="urn:lib#days"/></informationRequirement>
<literalExpression><text>lent + lib.days</text></literalExpression></decision></definitions>"""
LIBRARY = f"""{HEAD} namespace="urn:lib"><itemDefinition name="day"><typeRef>date</typeRef>
</itemDefinition><decision id="days" name="days"><variable name="days"/><literalExpression>
<text>duration("P14D")</text></literalExpression></decision></definitions>"""


@pytest.fixture
def loan(tmp_path: Path) -> Path:
    """A file that imports another, which is not there yet."""
    file = tmp_path / "loan" / "loan.dmn"
    file.parent.mkdir()
    file.write_text(LOAN)
    return file


def test_what_it_imports_is_found_in_its_folder(loan: Path) -> None:
    loan.with_name("library.dmn").write_text(LIBRARY)
    loan.with_name("broken.dmn").write_text("no xml")
    loan.with_name("copy.dmn").write_text(LOAN.replace("urn:loan", "urn:copy"))

    code, said = decide(str(loan), "--set", 'lent="2026-12-01"')

    assert (code, said["findings"]) == (0, [])
    assert [(one["id"], one["value"]) for one in said["decisions"]] == [("due", "2026-12-15")]


def test_what_it_imports_can_be_given(loan: Path, tmp_path: Path) -> None:
    library = tmp_path / "loan.dmn"
    library.write_text(LIBRARY)

    code, said = decide(str(loan), "--with", str(library), "--set", 'lent="2026-12-01"')

    assert (code, said["findings"]) == (0, [])
    assert said["decisions"][0]["value"] == "2026-12-15"


def test_an_import_that_leads_nowhere_is_told_with_the_remedy(loan: Path) -> None:
    code, said = decide(str(loan))

    assert (code, said["decisions"]) == (1, [])
    told = {found["rule"]: found for found in said["findings"]}
    assert told["import-missing"]["element"] == "lib"
    assert "--with" in told["import-missing"]["remedy"]


def test_a_given_file_that_is_no_dmn_is_refused(loan: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.dmn"
    odd.write_text("no xml")

    code, said = decide(str(loan), "--with", str(odd))

    assert code == 1
    assert [found["file"] for found in said["findings"]] == [str(odd)]

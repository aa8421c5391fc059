"""What is said of decision tables before they are used: gaps, overlaps, rules that never answer."""

from __future__ import annotations

from typing import Any

import pytest

from engine.checks import check_file
from engine.model import Finding
from tests.engine.decisions.tiny import table, xml


def found(rule: str, content: str) -> list[Finding]:
    """The findings of a rule about one file."""
    return [one for one in check_file("a.dmn", xml(content)) if one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "policy", "rules", "element", "sentence"),
    [
        (
            "table-gap",
            "UNIQUE",
            [("< 20", "1"), ("> 20", "2")],
            "answer",
            "No rule applies to days = 20: the answer is then nothing.",
        ),
        (
            "table-overlap",
            "UNIQUE",
            [("<= 20", "1"), (">= 20", "2")],
            "answer_r2",
            "Rules 1 and 2 both apply to days = 20, and only one may.",
        ),
        (
            "table-overlap",
            "ANY",
            [("<= 20", "1"), (">= 20", "2")],
            "answer_r2",
            "Rules 1 and 2 both apply to days = 20, and they give different answers.",
        ),
        (
            "table-unreachable",
            "FIRST",
            [("-", "1"), ("> 20", "2")],
            "answer_r2",
            "Rule 2 never answers: the rules above it take every input.",
        ),
    ],
)
def test_a_table_is_told_apart_by_rule_row_and_example(
    rule: str, policy: str, rules: list[tuple[str, str]], element: str, sentence: str
) -> None:
    [finding] = found(rule, table(["days"], rules, policy=policy))

    assert (finding.level, finding.file, finding.element) == ("warning", "a.dmn", element)
    assert finding.sentence == sentence
    assert finding.remedy.endswith(".")


def test_a_table_inside_a_business_knowledge_model_is_looked_at_too() -> None:
    inner = table(["days"], [("< 20", "1")]).replace("<decision ", "<businessKnowledgeModel ")
    inner = inner.replace("</decision>", "</encapsulatedLogic></businessKnowledgeModel>")
    inner = inner.replace("<decisionTable", "<encapsulatedLogic><decisionTable", 1)
    inner = inner.replace(
        "<encapsulatedLogic>", '<encapsulatedLogic><formalParameter name="days"/>'
    )

    [finding] = found("table-gap", inner + '<decision id="d" name="d">' + ONE + "</decision>")

    assert finding.element == "answer"


ONE = "<literalExpression><text>1</text></literalExpression>"


def test_a_table_that_looks_at_what_no_step_gives_any_more(spoilt: Any) -> None:
    told = spoilt("loan.bpmn", "days: 14", "length: 14")
    [found] = [f for f in told if f.rule == "asked-decisions"]
    assert (found.file, found.element) == ("loan.bpmn", "rate")
    assert found.sentence == 'It cannot ask the table "Rating": Column days: there is no "days".'


def test_what_a_table_looks_at_is_not_judged_where_names_cannot_all_be_known(spoilt: Any) -> None:
    manifest = {"bundle.toml": 'key = "library"\n'}
    told = spoilt("loan.bpmn", "days: 14", "length: 14", files=manifest)
    assert "asked-decisions" not in [f.rule for f in told]

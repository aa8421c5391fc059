"""What a table answers when none, one or several of its rules apply."""

from __future__ import annotations

import pytest

from engine.decisions import DecisionFailed, Matched, evaluate, explain
from engine.expressions import Settings
from tests.engine.decisions.tiny import decisions, table

# For x = 5 all three apply; for x = 4 the first and the third; for x = 1 the third.
LETTERS = [("> 3", '"A"'), ("> 4", '"B"'), ("-", '"C"')]
NUMBERS = [("> 3", "1"), ("> 4", "5"), ("> 2", "2")]
IMPORTANCE = '"C","B","A"'


def letters(policy: str, x: object, settings: Settings) -> object:
    known = decisions(table(["x"], LETTERS, policy=policy, values=IMPORTANCE))
    return evaluate(known, "answer", {"x": x}, settings)


@pytest.mark.parametrize(
    ("policy", "x", "wanted"),
    [
        ("UNIQUE", 1, "C"),
        ("ANY", 1, "C"),
        ("FIRST", 5, "A"),
        ("FIRST", 1, "C"),
        ("PRIORITY", 5, "C"),
        ("RULE ORDER", 5, ["A", "B", "C"]),
        ("RULE ORDER", 4, ["A", "C"]),
        ("OUTPUT ORDER", 5, ["C", "B", "A"]),
        ("COLLECT", 5, ["A", "B", "C"]),
        ("COLLECT", 1, ["C"]),
    ],
)
def test_which_rules_count(policy: str, x: int, wanted: object, settings: Settings) -> None:
    assert letters(policy, x, settings) == wanted


@pytest.mark.parametrize(
    ("aggregation", "x", "wanted"),
    [
        ("SUM", 5, 8),
        ("MIN", 5, 1),
        ("MAX", 5, 5),
        ("COUNT", 5, 3),
        ("COUNT", 3, 1),
        ("COUNT", 0, 0),
        ("SUM", 0, None),
        ("MIN", 0, None),
    ],
)
def test_collected_numbers_are_put_together(
    aggregation: str, x: int, wanted: object, settings: Settings
) -> None:
    known = decisions(table(["x"], NUMBERS, policy="COLLECT", aggregation=aggregation))

    assert evaluate(known, "answer", {"x": x}, settings) == wanted


def test_two_rules_of_a_unique_table_fail_by_number_and_description(settings: Settings) -> None:
    notes = ["over three", "over four"]
    known = decisions(table(["x"], LETTERS, notes=notes))

    with pytest.raises(DecisionFailed) as failure:
        evaluate(known, "answer", {"x": 5}, settings)

    assert str(failure.value) == (
        "decision 'answer': rules 1 (over three), 2 (over four) and 3 apply, "
        "but the table says that only one may"
    )


def test_unique_is_the_policy_of_a_table_that_names_none(settings: Settings) -> None:
    known = decisions(table(["x"], LETTERS, policy=None))

    with pytest.raises(DecisionFailed, match="rules 1 and 3 apply"):
        evaluate(known, "answer", {"x": 4}, settings)


def test_rules_of_an_any_table_must_agree(settings: Settings) -> None:
    agreeing = decisions(table(["x"], [("> 3", '"A"'), ("> 4", '"A"')], policy="ANY"))
    assert evaluate(agreeing, "answer", {"x": 5}, settings) == "A"

    with pytest.raises(DecisionFailed, match="give different answers"):
        letters("ANY", 5, settings)


@pytest.mark.parametrize("policy", ["UNIQUE", "FIRST", "ANY", "PRIORITY"])
def test_no_rule_gives_nothing(policy: str, settings: Settings) -> None:
    known = decisions(table(["x"], LETTERS[:2], policy=policy, values=IMPORTANCE))

    assert evaluate(known, "answer", {"x": 0}, settings) is None


@pytest.mark.parametrize("policy", ["COLLECT", "RULE ORDER", "OUTPUT ORDER"])
def test_no_rule_gives_an_empty_list_where_a_list_is_given(policy: str, settings: Settings) -> None:
    known = decisions(table(["x"], LETTERS[:2], policy=policy, values=IMPORTANCE))

    assert evaluate(known, "answer", {"x": 0}, settings) == []


def test_a_default_answers_when_no_rule_applies(settings: Settings) -> None:
    known = decisions(table(["x"], LETTERS[:2], policy="FIRST", default='"none"'))

    assert evaluate(known, "answer", {"x": 0}, settings) == "none"
    assert evaluate(known, "answer", {"x": 4}, settings) == "A"


def test_several_output_columns_make_a_record(settings: Settings) -> None:
    rows = [("> 3", '"high"', "today()"), ("<= 3", '"low"', "")]
    known = decisions(table(["x"], rows, outputs=["level", "due"]))

    assert evaluate(known, "answer", {"x": 1}, settings) == {"level": "low", "due": None}
    listed = decisions(table(["x"], rows, outputs=["level", "due"], policy="COLLECT"))
    assert evaluate(listed, "answer", {"x": 1}, settings) == [{"level": "low", "due": None}]


@pytest.mark.parametrize(
    ("policy", "x", "numbers"),
    [
        ("FIRST", 5, [1]),
        ("COLLECT", 5, [1, 2, 3]),
        ("OUTPUT ORDER", 5, [3, 2, 1]),
        ("PRIORITY", 5, [3]),
        ("UNIQUE", 1, [3]),
    ],
)
def test_the_rules_that_gave_the_answer_are_named(
    policy: str, x: int, numbers: list[int], settings: Settings
) -> None:
    notes = ["a", "b", "c"]
    known = decisions(table(["x"], LETTERS, policy=policy, values=IMPORTANCE, notes=notes))

    outcome = explain(known, "answer", {"x": x}, settings)

    assert outcome.rules == tuple(Matched(n, f"answer_r{n}", notes[n - 1]) for n in numbers)


def test_an_answer_outside_the_list_of_values_has_no_importance(settings: Settings) -> None:
    known = decisions(table(["x"], LETTERS, policy="PRIORITY", values='"A","B"'))

    with pytest.raises(DecisionFailed, match="output 1 gives a value that is not in the list"):
        evaluate(known, "answer", {"x": 5}, settings)


def test_a_rule_is_switched_off_by_a_first_column(settings: Settings) -> None:
    """Given a column called on that tests `true`, then a rule with `false` in it never applies."""
    rows = [("true", "> 3", '"A"'), ("false", "> 3", '"B"'), ("-", "> 3", '"C"')]
    known = decisions(table(["true", "x"], rows, policy="COLLECT"))

    assert evaluate(known, "answer", {"x": 5}, settings) == ["A", "C"]


def test_text_cannot_be_summed(settings: Settings) -> None:
    known = decisions(table(["x"], LETTERS, policy="COLLECT", aggregation="SUM"))

    with pytest.raises(DecisionFailed, match="SUM needs numbers"):
        evaluate(known, "answer", {"x": 5}, settings)

"""When a text fails, when nothing is allowed to spread, and what the message says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine import expressions
from engine.expressions import ExpressionFailed, Settings

DATA: dict[str, object] = {
    "secret": "Maya Whitcombe",
    "n": 3,
    "flag": True,
    "nothing": None,
    "record": {"a": 1},
    "day": date(2026, 12, 1),
    "at": datetime(2026, 12, 1, 9, tzinfo=UTC),
    "many": ["a", "b"],
}

FAILS = [
    ("absent > 3", 'there is no "absent"'),
    ("absent = nothing", 'there is no "absent"'),
    ("flag or absent", 'there is no "absent"'),
    ("unheard_of(1)", 'there is no "unheard_of"'),
    ("secret > 3", "text cannot be compared with a number"),
    ('n = "3"', "a number cannot be compared with text"),
    ("day < at", "a date cannot be compared with a date and time"),
    (
        'at < date and time("2026-12-01T09:00:00")',
        "a date and time cannot be compared with a date and time"
        " when only one of them has a time zone",
    ),
    ("n between 1 and secret", "a number cannot be compared with text"),
    ("during(1, 2)", '"during(1, 2)" was given something it cannot use'),
    ('duration("P1Y") > duration("P300D")', "a duration cannot be compared with a duration"),
    ('3 * date("2026-12-01")', '"*" cannot work on a number and a date'),
    ("{a: 1, a: 2}", "a record has two entries of the same name"),
    ('(function(n: number) n)("a")', "text was given to a function that needs another type"),
    ('n in ["a".."b"]', "a number cannot be compared with text"),
    ("if secret then 1 else 2", "text was used where yes or no is needed"),
    ("secret and flag", "text was used where yes or no is needed"),
    ("some x in many satisfies x", "text was used where yes or no is needed"),
    ("for x in n return x", "a number was used where a list is needed"),
    ("secret + n", '"+" cannot work on text and a number'),
    ("-secret", '"-" cannot work on a number and text'),
    ("upper case(n)", '"upper case(n)" was given something it cannot use'),
    ('sum([1, "a"])', '"sum([1, "a"])" was given something it cannot use'),
    ("number(secret)", '"number(secret)" was given something it cannot use'),
    ("contains(secret)", '"contains(secret)" was given something it cannot use'),
    ("count(many, n)", '"count(many, n)" gives the wrong number or names of inputs'),
    ("secret.length", '"length" cannot be read from text'),
    ("n(1)", '"n(1)" calls something that is not a function'),
    ("function(a) a", "the result is a function, not a value"),
    ("[1..3]", "the result is a range, not a value"),
    ("exp(1000)", "the result is too large or not a number"),
    (
        'working_days_from("2026-12-01", 3)',
        "working_days_from needs a date as input 1, not text",
    ),
    (
        "working_days_from(day, 2.5)",
        "working_days_from needs a whole number of days up to 10000 as input 2, not a number",
    ),
    (
        'at_time(day, "9 o\'clock")',
        'at_time needs a time such as "09:00" as input 2, not text',
    ),
    (
        'month_start("December")',
        'month_start needs a date or a month such as "2026-12" as input 1, not text',
    ),
]


@pytest.mark.parametrize(("text", "reason"), FAILS, ids=[text for text, _ in FAILS])
def test_a_wrong_name_type_or_count_always_fails(
    text: str, reason: str, settings: Settings
) -> None:
    with pytest.raises(ExpressionFailed) as failure:
        expressions.evaluate(text, DATA, settings)
    assert failure.value.reasons == [reason]
    assert failure.value.text == text


@pytest.mark.parametrize(
    "text",
    [
        "nothing > 3",
        "nothing + 1",
        "nothing.a.b",
        "record.b",
        "record.b > 3",
        "1 / 0",
        "working_days_from(nothing, 3)",
        "date(nothing)",
        "upper case(nothing)",
        "many[5]",
        "flag and nothing",
    ],
)
def test_nothing_spreads_without_failing(text: str, settings: Settings) -> None:
    assert expressions.evaluate(text, DATA, settings) is None


def test_the_usual_guard_against_nothing_works(settings: Settings) -> None:
    text = "nothing != null and nothing.y + 1 > 3"

    assert expressions.evaluate(text, DATA, settings, want=bool) is False


@pytest.mark.parametrize("text", ["nothing", "record.b > 3", "flag and nothing"])
def test_nothing_is_not_no_where_yes_or_no_is_needed(text: str, settings: Settings) -> None:
    with pytest.raises(ExpressionFailed, match="it gave nothing, not yes or no"):
        expressions.evaluate(text, DATA, settings, want=bool)


def test_a_wrong_kind_of_result_is_named_and_a_missing_entry_explained(settings: Settings) -> None:
    with pytest.raises(ExpressionFailed, match="it gave something else, not yes or no"):
        expressions.evaluate("n", DATA, settings, want=bool)
    with pytest.raises(ExpressionFailed, match='there is no "categry" in its record'):
        expressions.evaluate("record.categry > 1 and flag", DATA, settings, want=bool)


@pytest.mark.parametrize("text", ["secret > 3", "number(secret)", "date(secret)", "many + secret"])
def test_a_message_never_holds_a_value(text: str, settings: Settings) -> None:
    with pytest.raises(ExpressionFailed) as failure:
        expressions.evaluate(text, DATA, settings, want=bool)
    assert "Maya" not in str(failure.value)
    assert "Whitcombe" not in repr(failure.value)


def test_the_text_that_failed_among_many_is_named(settings: Settings) -> None:
    with pytest.raises(ExpressionFailed) as failure:
        expressions.evaluate_many(["flag", "secret > 3", "absent"], DATA, settings)
    assert failure.value.text == "secret > 3"


def test_a_script_must_be_a_record(settings: Settings) -> None:
    with pytest.raises(ExpressionFailed, match="write the values between"):
        expressions.evaluate_context("n + 1", DATA, settings)


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("> 3", "a", "text cannot be compared with a number"),
        ('"a"', 3, "a number cannot be compared with text"),
        ('"a"', ["a", "b"], "a list cannot be compared with text"),
        ("> absent", 3, 'there is no "absent"'),
    ],
)
def test_a_cell_of_another_type_than_the_value_fails(
    cell: str, value: object, reason: str, settings: Settings
) -> None:
    with pytest.raises(ExpressionFailed) as failure:
        expressions.unary(cell, value, {}, settings)
    assert failure.value.reasons == [reason]


def test_a_variable_called_like_a_function_does_not_hide_it(settings: Settings) -> None:
    data: dict[str, object] = {"count": 5, "today": "never", "many": [1, 2]}

    assert expressions.evaluate("count(many)", data, settings) == 2
    assert expressions.evaluate("today()", data, settings) == date(2026, 12, 1)


def test_data_cannot_change_what_a_text_means(settings: Settings) -> None:
    data: dict[str, object] = {"a": 1, "b": 2, "a + b": 99}

    assert expressions.evaluate("a + b", data, settings) == 3


def test_two_long_durations_are_equal_only_when_they_are(settings: Settings) -> None:
    assert expressions.evaluate('@"P200D" = @"P201D"', {}, settings) is False
    assert expressions.evaluate('@"P200D" = @"P200D"', {}, settings) is True

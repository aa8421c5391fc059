"""What is said about a text before it is run."""

from __future__ import annotations

import pytest

from engine import expressions
from engine.expressions.checking import reserved_names

SAYS = [
    ("x == 3", "write one = to compare, not =="),
    ("= x", 'there is nothing on the left of "="'),
    ("PT1H", '"PT1H" is read as a name: write duration("PT1H")'),
    ("2026-12-01", '2026-12-01 is read as a subtraction: write date("2026-12-01")'),
    ("categry", 'there is no "categry"'),
    ("not x", "write not(x)"),
    ("unheard_of(x)", 'there is no function "unheard_of"'),
    ("x(1)", '"x" is not a function'),
    ("count > 3", '"count" is a function: write count( ) with its inputs'),
    ("working_days_from(x)", "working_days_from needs 2 inputs, not 1"),
    ("today(x)", "today needs 0 inputs, not 1"),
    ('date("2026-02-30")', 'date("2026-02-30") is not a real date, time or duration'),
    ("x instance of nonsense", 'there is no type "nonsense"'),
    ("matches(x, x)", "matches: the pattern must be written out in quotes"),
    ("{typename: 1}", '"typename" may not be used as a name'),
    ("(x", "it is not complete: something is missing at the end"),
    ("x ; x", 'it cannot be read at character 3, near ";"'),
    ("", "nothing is written here"),
    ("x\u202e", "it holds a character that cannot be seen"),
    ("x" * 1001, "it is longer than 1,000 characters"),
    ("(" * 31 + "x" + ")" * 31, "it is nested too deeply"),
]


@pytest.mark.parametrize(("text", "sentence"), SAYS, ids=[ascii(text[:30]) for text, _ in SAYS])
def test_a_fault_is_named_with_its_remedy(text: str, sentence: str) -> None:
    assert expressions.check(text, {"x"}) == [sentence]


def test_every_fault_is_named_once() -> None:
    assert expressions.check("a + a + b", {"x"}) == ['there is no "a"', 'there is no "b"']


def test_without_the_names_only_the_language_is_judged() -> None:
    assert expressions.check("categry", None) == []
    assert expressions.check("unheard_of(categry)", None) == ['there is no function "unheard_of"']


@pytest.mark.parametrize(
    "text",
    [
        "for s in xs return s.key",
        "some s in xs satisfies s > 1",
        "xs[key = item.other]",
        "{a: 1, b: a}",
        "{f: function(n) n + 1, g: f(1)}",
        "for i in xs return count(partial)",
        "is_defined(absent)",
        "sort(xs, function(a, b) a < b)",
        "substring(string: xs, start position: 1)",
        'x // a remark\n = "y"',
    ],
)
def test_own_names_of_a_text_are_known(text: str) -> None:
    assert expressions.check(text, {"xs", "x"}) == []


def test_a_filter_sees_the_members_whatever_it_is() -> None:
    assert expressions.check("xs[is_working_day(item)]", {"xs"}) == []
    assert expressions.check("xs[closed]", {"xs"}) == []
    assert expressions.check("xs[1 + n]", {"xs"}) == ['there is no "n"']


def test_kinds_of_text_are_checked_as_such() -> None:
    assert expressions.check("> 3", set(), kind="unary") == []
    assert expressions.check("? > 3", set(), kind="unary") == []
    assert expressions.check("{a: 1}", set(), kind="context") == []
    assert expressions.check("a = 1", {"a"}, kind="context") == [
        "write the values between { and }, such as { due: today() }"
    ]
    assert expressions.check("{" + ", ".join(f"k{i}: {i}" for i in range(150)) + "}", set()) != []
    assert (
        expressions.check(
            "{" + ", ".join(f"k{i}: {i}" for i in range(150)) + "}", set(), kind="context"
        )
        == []
    )


@pytest.mark.parametrize("name", ["count", "date", "item", "if", "today", "typename", "__x", "a b"])
def test_a_name_that_means_something_is_refused(name: str) -> None:
    sentence = expressions.check_name(name)

    assert sentence is not None
    assert name in sentence


@pytest.mark.parametrize("name", ["category", "s1_1", "issued_on", "größe", "counts"])
def test_an_ordinary_name_is_allowed(name: str) -> None:
    assert expressions.check_name(name) is None


def test_every_function_of_ours_is_described_and_its_example_is_right() -> None:
    known = {"issued_on", "opened_on", "case"}
    for function in expressions.FUNCTIONS:
        assert function.name in reserved_names()
        assert function.name in function.example
        assert function.sentence.endswith(".")
        assert expressions.check(function.example, known) == []
        inputs = ", ".join("issued_on" for _ in function.params)
        assert expressions.check(f"{function.name}({inputs})", known) == []
        assert expressions.check(f"{function.name}({inputs or 'issued_on'}, 1)", known) != []

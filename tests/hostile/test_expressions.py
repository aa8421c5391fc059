"""Expressions that would leave something behind, or reach what the next one uses: nothing stays."""

from __future__ import annotations

import pytest

from engine.expressions import (
    ExpressionFailed,
    Settings,
    UnsafeValue,
    check,
    evaluate,
    evaluate_many,
    machine,
)
from tests.hostile.material import in_time

PROBES = {
    "1 + 1": 2,
    'upper case("a")': "A",
    "count([1, 2])": 2,
    "{a: 1}.a": 1,
    "x": 5,
    "x + 1": 6,
    "sum(for i in 1..3 return i)": 6,
    '"a" = "a"': True,
    "[3, 1, 2][1]": 3,
}
TRIES = (
    *("globalThis", "globalThis.x", "this", "constructor", "__proto__", "x.__proto__", "eval"),
    *('x.constructor("return 1")()', "plumbline", 'plumbline("{}")', "Object.prototype.a"),
    *("{__proto__: {a: 1}}.a", "{constructor: 1}.constructor", '{"toString": 1}', "{x: 9}.x"),
    *("[].constructor", '"".constructor', "{a: 1}.hasOwnProperty", "function(x) x.constructor"),
    *("for x in 1..3 return x", "some x in [1] satisfies x = 1", "function(x) x + 100"),
    *("for count in [1] return count", "{count: 7, x: count}.x", "for sum in [1] return sum"),
    *('import("os")', "require", "process.env", "Function", "Symbol.iterator", "x := 7", "x = 7"),
    *('get value({a: 1}, "__proto__")', 'get value({a: 1}, "constructor")'),
    *('context put({}, "__proto__", {a: 1}).a', 'context put({}, "x", 9).x'),
    *('context([{key: "__proto__", value: {a: 1}}])', "context merge([{x: 9}, {y: 1}]).x"),
    *('{toString: function() "x"}', "sort([2, 1], function(a, b) a < b)"),
)
ENDLESS = {
    "time": "count(for i in 1..1000000000 return i)",
    "memory": 'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]',
}


def asked(text: str, settings: Settings, **variables: object) -> object:
    """What a text gives, or the kind of its refusal."""
    with in_time():
        try:
            return evaluate(text, {"x": 5, **variables}, settings)
        except (ExpressionFailed, UnsafeValue) as error:
            return type(error)


@pytest.mark.parametrize("text", TRIES)
def test_one_expression_changes_nothing_for_the_next(text: str, settings: Settings) -> None:
    """Given an expression that tries to change something, then all others say what they said."""
    machine.machines.forget()
    machine._remembered.cache_clear()
    asked(text, settings)
    assert evaluate_many(list(PROBES), {"x": 5}, settings) == list(PROBES.values())
    assert asked("a", settings) is ExpressionFailed


@pytest.mark.parametrize("text", TRIES)
def test_what_it_gives_is_a_value_and_nothing_of_the_machine(text: str, settings: Settings) -> None:
    first = asked(text, settings)
    assert first == asked(text, settings)
    assert first is None or isinstance(first, bool | int | float | str | list | dict | type)
    assert "native code" not in str(first)


def test_variables_of_one_call_are_unknown_to_the_next(settings: Settings) -> None:
    assert asked("secret", settings, secret="Amy") == "Amy"
    assert asked("secret", settings) is ExpressionFailed


def test_a_list_that_was_changed_is_not_the_callers(settings: Settings) -> None:
    given = {"rows": [1, 2], "more": {"a": 1}}
    evaluate_many(
        ["append(rows, 3)", "remove(rows, 1)", 'context put(more, "a", 2)'], given, settings
    )
    assert given == {"rows": [1, 2], "more": {"a": 1}}
    assert evaluate_many(["append(rows, 3)", "rows"], given, settings)[1] == [1, 2]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ENDLESS)
def test_a_machine_that_met_a_limit_is_thrown_away(kind: str, settings: Settings) -> None:
    assert asked(f'"{kind}"', settings) == kind
    [before] = machine.machines._idle
    assert asked(ENDLESS[kind], settings) is ExpressionFailed
    assert before not in machine.machines._idle
    assert asked("x + 1", settings) == 6


@pytest.mark.parametrize("name", ["__proto__", "typename", "__class__", "@dt"])
def test_a_variable_with_a_name_of_the_machine_is_refused_or_unknown(
    name: str, settings: Settings
) -> None:
    asked("x", settings, given={name: {"polluted": True}})
    assert asked("{}.polluted", settings) in (None, ExpressionFailed)
    assert asked("x", settings) == 5


@pytest.mark.parametrize("text", ["x := 7", "globalThis = 1", "let x = 1", "x++", "delete x"])
def test_nothing_is_assigned(text: str) -> None:
    assert check(text, frozenset({"x"}))

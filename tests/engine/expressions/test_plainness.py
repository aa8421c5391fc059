"""Texts that the kernel is not asked about are texts it has nothing to say of."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import check, check_name, machine, names_used
from engine.expressions.plainness import plain_names
from engine.expressions.texts import Kind

NAMES = ("due", "loan", "reader", "e1", "now", "or1", "date", "partial")
PATHS = st.sampled_from([*NAMES, "loan.due", "reader.name.first", "loan.date", "loan.typename"])
VALUES = st.sampled_from(['"late"', '""', '"{a: b}"', "3", "2.50", "true", "false", "null"])
TERMS = st.one_of(PATHS, VALUES)
SIGNS = st.sampled_from([" = ", "!=", " < ", "<=", " >= ", ">"])
COMPARED = st.one_of(TERMS, st.tuples(TERMS, SIGNS, TERMS).map("".join))
JOINED = st.lists(COMPARED, min_size=1, max_size=3).map(" and ".join)
LISTS = st.lists(TERMS, min_size=1, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
ENTRIES = st.tuples(st.sampled_from([*NAMES, "kept"]), JOINED).map(": ".join)
RECORDS = st.lists(ENTRIES, min_size=1, max_size=3).map(lambda parts: f"{{ {', '.join(parts)} }}")
TEXTS = st.one_of(JOINED, LISTS, RECORDS)
NOTHING_MORE = {"words": {}, "functions": [], "types": []}


def is_free(name: str) -> bool:
    return check_name(name) is None


def asked(text: str, names: list[str] | None, kind: Kind) -> list[str]:
    """What the kernel itself says."""
    found = machine.ask("check", kind=kind, text=text, names=names, more=NOTHING_MORE)
    return list(json.loads(json.dumps(found)))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_kernel_finds_nothing_in_a_plain_text_and_the_same_names(text: str) -> None:
    kind: Kind = "context" if text.startswith("{") else "expression"

    used = plain_names(text, kind, is_free)

    if used is not None:
        assert asked(text, sorted(used), kind) == []
        assert set(machine.ask("names", kind=kind, text=text)) == used


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('loan.state = "late" and due != null', {"loan", "due"}),
        ('{state: "late", since: loan.due}', {"loan"}),
        ('["late", reader]', {"reader"}),
        ("loan.copies >= 2", {"loan"}),
    ],
)
def test_what_diagrams_mostly_say_is_plain(text: str, names: set[str]) -> None:
    assert plain_names(text, "expression", is_free) == names
    assert names_used(text) == names
    assert check(text, names) == []
    assert check(text, {"other"}) != []


@pytest.mark.parametrize(
    "text",
    [
        *("today() = due", "due = a = b", "due + 1", "= 3", "due =", "loan due", "2026-12-31"),
        *("{a: 1, b: a}", "{a: 1", "[1, ]", "due in [1, 2]", "loan.typename", "not", "date = due"),
        *('"a\\"b"', "due and", "if due then 1 else 2", "{}", "{now: 1}", "true.x", "?"),
    ],
)
def test_whatever_else_is_said_is_for_the_kernel(text: str) -> None:
    assert plain_names(text, "expression", is_free) is None


def test_a_test_in_a_table_is_plain_when_it_is_a_value_alone() -> None:
    assert plain_names('"late"', "unary", is_free) == frozenset()
    assert plain_names("null", "unary", is_free) is None
    assert plain_names("due", "unary", is_free) is None
    assert plain_names('"late"', "context", is_free) is None

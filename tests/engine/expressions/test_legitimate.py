"""What process owners write must work, and say what they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine import expressions
from engine.expressions import Settings

LONDON = ZoneInfo("Europe/London")
CASE = {"category": "CP", "open_months": 4, "closed_on": None, "child": {"age": 7}}
SECTIONS = [
    {"key": "plan", "auditor": "good", "peer": "good", "done": True},
    {"key": "care", "auditor": "good", "peer": "outstanding", "done": False},
]
DATA: dict[str, object] = {
    "case": CASE,
    "sections": SECTIONS,
    "issued_on": date(2026, 12, 18),
    "submitted_at": datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    "grade": "requires_improvement",
    "month": "2026-12",
    "agreed": False,
    "price": 2.5,
    "people": ["Maya", "Tom"],
    "nothing": None,
    "wait": timedelta(days=2, hours=3),
    "fired": 1,
    "parameters": {"reminder_working_days": 10, "send_at": "09:00"},
}

CORPUS: list[tuple[str, object]] = [
    # conditions
    ('case.category = "CP"', True),
    ('case.category in ("CP", "CIC_CL")', True),
    ('grade != "inadequate" and case.open_months >= 3', True),
    ("not(agreed)", True),
    ("case.open_months between 3 and 6", True),
    ("case.open_months in [3..6]", True),
    ("case.closed_on = null", True),
    ("nothing != null and nothing.age > 3", False),
    ("case.child.age < 10 or case.child.age > 18", True),
    ("some s in sections satisfies s.auditor != s.peer", True),
    ("every s in sections satisfies s.done", False),
    ("is_defined(case.closed_on)", False),
    ("is_defined(never_heard_of)", False),
    ("if is_defined(never_heard_of) then never_heard_of else 0", 0),
    # values
    ("price * 2", 5),
    ("0.1 + 0.2", pytest.approx(0.3)),
    ("1e3", 1000),
    ("-case.open_months", -4),
    ('if agreed then "agreed" else "to discuss"', "to discuss"),
    ('"Stage " + string(2)', "Stage 2"),
    ("upper case(case.category)", "CP"),
    ('string join(people, ", ")', "Maya, Tom"),
    ('substring("peer_review", 1, 4)', "peer"),
    ('matches("AB12", "^[A-Z]{2}[0-9]+$")', True),
    ('replace("a-b-c", "-", "_")', "a_b_c"),
    ('split("a,b", ",")', ["a", "b"]),
    ("decimal(10 / 3, 2)", 3.33),
    ("round half up(2.5, 0)", 3),
    ("modulo(7, 3)", 1),
    # lists and records
    ("sections[auditor != peer].key", ["care"]),
    ("sections[done = true].key", ["plan"]),
    ("sections[1].key", "plan"),
    ("count(sections)", 2),
    ("for s in sections return s.key", ["plan", "care"]),
    ("[1, null, 2][item = null]", [None]),
    ("sum(for s in sections return if s.done then 1 else 0)", 1),
    ('list contains(people, "Tom")', True),
    ("distinct values([1, 2, 1])", [1, 2]),
    ("sort([3, 1, 2], function(a, b) a < b)", [1, 2, 3]),
    ('context put(case, "moderation", true).moderation', True),
    ("{a: 1, b: a + 1}", {"a": 1, "b": 2}),
    ("{double: function(n) n * 2, four: double(2)}.four", 4),
    # dates
    ("today()", date(2026, 12, 1)),
    ("now()", datetime(2026, 12, 1, 9, tzinfo=UTC)),
    ("working_days_from(issued_on, 10)", date(2027, 1, 6)),
    ('working_days_from(date("2026-12-24"), -1)', date(2026, 12, 23)),
    ("working_days_between(issued_on, working_days_from(issued_on, 10))", 10),
    ('is_working_day(date("2026-12-28"))', False),
    ('next_working_day(date("2026-12-25"))', date(2026, 12, 29)),
    ("month_start(month)", date(2026, 12, 1)),
    ("month_end(issued_on)", date(2026, 12, 31)),
    ('last_working_day("2027-01")', date(2027, 1, 29)),
    ('months_between(date("2026-08-31"), date("2026-11-30"))', 2),
    ('days_between(issued_on, date("2026-12-25"))', 7),
    ("issued_on + duration(\"P1M\")", date(2027, 1, 18)),
    ("issued_on > today()", True),
    ("date(submitted_at)", date(2026, 7, 2)),
    ("wait", timedelta(days=2, hours=3)),
    ("submitted_at + wait", datetime(2026, 7, 4, 2, 30, tzinfo=UTC)),
    ('@"P2D"', timedelta(days=2)),
    (
        "at_time(working_days_from(issued_on, parameters.reminder_working_days * (fired + 1)),"
        " parameters.send_at)",
        datetime(2027, 1, 20, 9, tzinfo=LONDON),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CORPUS, ids=[text for text, _ in CORPUS])
def test_a_text_gives_what_it_says(text: str, wanted: object, settings: Settings) -> None:
    assert expressions.evaluate(text, DATA, settings) == wanted


@pytest.mark.parametrize("text", [text for text, _ in CORPUS if "never_heard_of else" not in text])
def test_the_check_finds_nothing_to_say(text: str) -> None:
    assert expressions.check(text, set(DATA)) == []


def test_a_script_is_one_record_whose_entries_see_those_before(settings: Settings) -> None:
    text = '{ due: working_days_from(issued_on, 1), late: due < today(), wait: @"P2DT3H" }'

    values = expressions.evaluate_context(text, DATA, settings)

    assert list(values) == ["due", "late", "wait"]
    assert values == {
        "due": date(2026, 12, 21),
        "late": False,
        "wait": timedelta(days=2, hours=3),
    }


def test_many_conditions_are_answered_in_order(settings: Settings) -> None:
    texts = ["agreed", 'case.category = "CP"', "today()", "nothing"]

    assert expressions.evaluate_many(texts, DATA, settings) == [
        False,
        True,
        date(2026, 12, 1),
        None,
    ]
    assert expressions.evaluate_many([], DATA, settings) == []


@pytest.mark.parametrize(
    ("cell", "value", "wanted"),
    [
        ("> 3", 4, True),
        ("> 3", None, False),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "c", True),
        ("[1..5]", 5, True),
        ("(1..5)", 5, False),
        ("-", None, True),
        ("null", None, True),
        ("true", True, True),
        ("false", True, False),
        ("? > 3 and ? < limit", 4, True),
        ('list contains(?, "a")', ["a", "b"], True),
        ('< date("2026-12-25")', date(2026, 12, 24), True),
    ],
)
def test_a_cell_tests_a_value(cell: str, value: object, wanted: bool, settings: Settings) -> None:
    assert expressions.unary(cell, value, {"limit": 10}, settings) is wanted


def test_a_leading_equals_sign_is_a_convention_of_editors() -> None:
    assert expressions.strip_equals(" = a = b ") == "a = b"
    assert expressions.strip_equals("a") == "a"


def test_the_names_a_text_takes_from_outside() -> None:
    text = "for s in sections return {k: s.key, late: k + s.due + today() - grace}"

    assert expressions.names_used(text) == {"sections", "grace"}
    assert expressions.names_used("> limit", kind="unary") == {"limit"}
    assert expressions.names_used("list[a > b]") == {"list", "a", "b"}

"""What the DMN standard says a text gives, where it is easily got wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine import expressions
from engine.expressions import ExpressionFailed, Settings
from engine.months import Months

DAY = timedelta(days=1)
GIVES: dict[str, object] = {
    # durations
    '2.5 * duration("PT23H")': 2.5 * timedelta(hours=23),
    'duration("P10D") / 4': 2.5 * DAY,
    'duration("P10D") / duration("P4D")': 2.5,
    '-duration("P1D")': -DAY,
    'duration("P1Y") * 1.5': Months(18),
    'duration("P1Y11M") * -2.5': Months(-57),
    'duration("P10Y") / duration("P5Y")': 2,
    'duration("P1Y") + duration("P2M")': Months(14),
    'duration("P400D") > duration("P399D")': True,
    'duration("P1Y") = duration("P12M")': True,
    'duration("P1Y2M").months': 2,
    'years and months duration(date("2011-12-22"), date("2013-08-24"))': Months(20),
    # dates
    'date("2026-12-01") + duration("PT36H")': date(2026, 12, 2),
    'date("2026-12-01") - date("2026-11-01")': 30 * DAY,
    'time("10:00:00+02:00") - time("10:00:00Z")': timedelta(hours=-2),
    "time(11, 59, 45.5)": time(11, 59, 45, 500000),
    'date and time("2026-12-01T24:00:00Z")': datetime(2026, 12, 2, tzinfo=UTC),
    'date and time("2026-12-01T10:00:00@Australia/Melbourne")': datetime(
        2026, 12, 1, 10, tzinfo=ZoneInfo("Australia/Melbourne")
    ),
    '@"2026-12-01T10:00:00@Asia/Tokyo" < @"2026-12-01T10:00:00@Europe/Paris"': True,
    'string(date("-2026-12-01"))': "-2026-12-01",
    'for d in @"2026-12-30"..@"2027-01-01" return d.day': [30, 31, 1],
    # ranges
    "overlaps before([1..5], [3..8])": True,
    "finishes(10, [1..10])": True,
    "during([2..3], [1..10])": True,
    "started by([1..10], [1..5])": True,
    "coincides([1..5], [1..5])": True,
    "before(1, [2..3])": True,
    '2 in range("[1..3)")': True,
    'range("[1..3]") instance of range<number>': True,
    "(< 10) = (< 10)": True,
    "(= 10).start": 10,
    # lists
    "for i in 3..1 return i": [3, 2, 1],
    "for i in 0..2.5 return i": [0, 1, 2],
    "[{x: 1}, {y: 2}][y > 1]": [{"y": 2}],
    "[1, 2, 3][even(item)]": [2],
    "[{n: 1, ok: true}, {n: 2, ok: false}][ok].n": [1],
    "[1, 2, 3][not(item = 2)]": [1, 3],
    "[1, 2, 3][modulo(5, 3)]": 2,
    "true[true]": [True],
    "list replace([1, 2, 3], -1, 4)": [1, 2, 4],
    "list replace([1, 2], function(a, b) a = 1, 5)": [5, 2],
    # yes and no
    'false and "a"': False,
    '"a" or true': True,
    # texts and numbers
    "decimal(1/3, 2.5)": 0.33,
    'matches("hello world", "he ll o[ ]world", "x")': True,
    'matches("x", "[A-Z-[OI]]", "i")': True,
    'replace("banana", "a", "o")': "bonono",
}


@pytest.mark.parametrize(("text", "value"), GIVES.items())
def test_a_text_gives_what_the_standard_says(text: str, value: object, settings: Settings) -> None:
    assert expressions.check(text, set()) == []
    assert expressions.evaluate(text, {}, settings) == value


NOTHING = (
    *('1 + "a"', 'date("2026-12-01") - time("10:00:00")', "there_is_none", "if 1 then 2 else 3"),
    *('duration("P1Y") = duration("P365D")', "5 in (null..10]", "{a: 1, a: 2}", "even(1, 2)"),
    *('time("13:20:00+19:00")', 'date and time("2026-12-01T10:00:00@Europe/Nowhere")', "1 +"),
    *("for i in [2..1] return i", 'matches("a", "[")', 'duration("P1M1D")', 'range("[3..1]")'),
    *("list replace([1], 2, 3)", "round up(5.5, 7000)", "(function(n: number) n)(null)"),
    *('@"2026-12-01T10:00:00" - @"2026-12-01"', 'working_days_from("a", 1)'),
)


@pytest.mark.parametrize("text", NOTHING)
def test_an_error_is_nothing_where_the_standard_alone_is_followed(
    text: str, settings: Settings
) -> None:
    assert expressions.evaluate(text, {}, replace(settings, standard=True)) is None


QUIET = ("5 in (null..10]", "(function(n: number) n)(null)")


@pytest.mark.parametrize("text", [text for text in NOTHING if text not in QUIET])
def test_the_same_errors_fail_where_people_work(text: str, settings: Settings) -> None:
    with pytest.raises(ExpressionFailed):
        expressions.evaluate(text, {}, settings)


def test_a_date_python_does_not_know_is_no_value(settings: Settings) -> None:
    with pytest.raises(ExpressionFailed, match="before the year 1"):
        expressions.evaluate('date("-2026-12-01")', {}, settings)


def test_months_come_and_go_as_such(settings: Settings) -> None:
    known = {"term": Months(14)}
    assert expressions.evaluate('term + duration("P10M")', known, settings) == Months(24)
    assert expressions.evaluate("string(term)", known, settings) == "P1Y2M"
    expressions.check_value(known, "x")


def test_no_zone_is_made_up_from_a_text(settings: Settings) -> None:
    for zone in ("../../etc/passwd", "Europe", "A" * 500, "Europe/London/../Paris"):
        text = f'date and time("2026-12-01T10:00:00@{zone}")'
        with pytest.raises(ExpressionFailed):
            expressions.evaluate(text, {}, settings)

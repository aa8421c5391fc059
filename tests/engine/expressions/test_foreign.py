"""Conditions as other modellers write them: translated exactly, left alone or refused."""

from __future__ import annotations

import pytest

from engine.expressions import Settings, evaluate
from engine.expressions.foreign import read

TRANSLATED = {
    "${grade == 'good'}": 'grade = "good"',
    "#{grade eq 'good' and days gt 3}": 'grade = "good" and days > 3',
    "${!approved}": "not(approved)",
    "=${approved}": "approved",
    "${a || b && c}": "a or b and c",
    "${(a || b) && c}": "(a or b) and c",
    "${a - (b - c) * 2}": "a - (b - c) * 2",
    "grade == 'good'": 'grade = "good"',
    "grade = 'good'": 'grade = "good"',
    "TRUE": "true",
    "not approved": "not(approved)",
    "name.equalsIgnoreCase('Ann')": 'lower case(name) = lower case("Ann")',
    "name.length() > 3": "string length(name) > 3",
    "${name.startsWith('A')}": 'starts with(name, "A")',
    "${cases[0].grade}": "cases[1].grade",
    "${late ? 'late' : days > 3 ? 'soon' : 'no'}": (
        'if late then "late" else (if days > 3 then "soon" else "no")'
    ),
    "execution.getVariable('grade') != null": "grade != null",
    "${variables['grade']}": "grade",
    "execution.hasVariable('grade')": "is_defined(grade)",
    "${nrOfCompletedInstances >= 2}": "numberOfCompletedInstances >= 2",
    "${'say \"yes\"'}": '"say \\"yes\\""',
    "${10L + 2.5f}": "10 + 2.5",
}
LEFT_ALONE = (
    *("approved", "= approved", 'grade = "good" and days != 3', "x.y[1] > 2", "PT5M", "R3/PT10H"),
    *("2026-12-01", "2026-12-01T09:00:00Z", "0 0 9 * * ?", "3", "_undefined", "some of the", ""),
    *("some x in cases satisfies x == 3", '"a ${b}"', "for c in cases return c.days"),
)
REFUSED = {
    "${date == 3}": "already means",
    "${a = 3}": "write == to compare",
    "${a < b < c}": "brackets",
    "${cases[i]}": "written out",
    "${now()}": '"now" is not known',
    "${name.trim() == 'a'}": '"trim"',
    "${name.matches('(?i)a')}": "only Java",
    "${not a == b}": "brackets",
    "PT${days}H": "a part of it",
    "${a +}": "not complete",
    "${loopCounter < 3}": "counts from 0",
    "${execution == null}": "name the variable itself",
}


@pytest.mark.parametrize(("written", "feel"), TRANSLATED.items())
def test_another_language_is_read_as_feel(written: str, feel: str) -> None:
    reading = read(written)
    assert (reading.feel, reading.refusal, reading.is_translated) == (feel, None, True)


@pytest.mark.parametrize("written", LEFT_ALONE)
def test_feel_and_literals_stay_as_they_are(written: str) -> None:
    reading = read(written)
    assert (reading.feel, reading.refusal) == (written, None)


@pytest.mark.parametrize(("written", "words"), REFUSED.items())
def test_what_has_no_exact_meaning_is_refused(written: str, words: str) -> None:
    reading = read(written)
    assert words in str(reading.refusal)
    assert reading.feel == written


LONG = ("!" * 5000 + "a", "(" * 5000, "${" + "!" * 900 + "a}", "a?b:" * 400, "${" + "(" * 99 + "}")


@pytest.mark.parametrize("written", LONG, ids=len)
def test_a_text_that_is_too_long_or_too_deep_is_never_translated(written: str) -> None:
    assert not read(written).is_translated


def test_braces_tell_the_language_whatever_the_file_says() -> None:
    assert read("${approved}", "http://www.w3.org/1999/XPath").feel == "approved"
    assert "XPath" in str(read("bpmn:getDataObject('approved')").refusal)


def test_the_language_by_name_decides() -> None:
    assert read("return days == 3;", "http://www.java.com/java").feel == "days = 3"
    assert read("days == 3", "https://www.omg.org/spec/DMN/20240513/FEEL/").feel == "days == 3"
    assert "XPath" in str(read("/case/days > 3", "http://www.w3.org/1999/XPath").refusal)
    assert "XPath" in str(read("days > 3", "http://www.w3.org/1999/XPath").refusal)
    assert read("PT2H", "http://www.w3.org/1999/XPath").refusal is None
    assert "write == to compare" in str(read("days = 3", "groovy").refusal)


VALUES: tuple[tuple[str, object, object], ...] = (
    ("x.contains('a')", "cat", True),
    ("x.contains('a')", ["a", None], True),
    ("x.contains('a')", ["cat"], False),
    ("${empty x}", None, True),
    ("${empty x}", "", True),
    ("${empty x}", [], True),
    ("${empty x}", {}, True),
    ("${empty x}", {"a": 1}, False),
    ("${empty x}", 0, False),
    ("${x.isEmpty()}", "", True),
    ("${x.size()}", {"a": 1, "b": 2}, 2),
    ("${x % 3}", -4, -1),
    ("${x % -3}", 4, 1),
    ("${x.matches('a\\\\d')}", "xa1", False),
    ("${x.matches('a\\\\d')}", "a1", True),
)


@pytest.mark.parametrize(("written", "x", "value"), VALUES)
def test_a_translation_gives_what_the_other_language_gives(
    written: str, x: object, value: object, settings: Settings
) -> None:
    assert evaluate(read(written).feel, {"x": x}, settings) == value

"""A table that gets another column, or loses one, is told row by row as any other."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.differences import differences
from tests.diagrams import bundle


def bars(columns: dict[str, str], *rows: tuple[str, ...]) -> Bundle:
    """A table of what bars somebody: columns by id with what they test, rows with their answer."""
    tested = "".join(
        f'<input id="{id}" label="{id.capitalize()}"><inputExpression id="{id}_e"><text>{text}'
        "</text></inputExpression></input>"
        for id, text in columns.items()
    )
    given = "".join(
        f'<rule id="r{n}">'
        + "".join(
            f'<inputEntry id="r{n}_{at}"><text>{cell}</text></inputEntry>'
            for at, cell in enumerate(cells)
        )
        + f'<outputEntry id="r{n}_o"><text>"{answer}"</text></outputEntry></rule>'
        for n, (*cells, answer) in enumerate(rows, 1)
    )
    table = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="D"'
        ' namespace="t"><decision id="bars" name="What bars"><decisionTable id="t"'
        f' hitPolicy="COLLECT">{tested}<output id="out" name="barrier"/>{given}</decisionTable>'
        "</decision></definitions>"
    )
    return bundle(bars__dmn=table)


def told(old: Bundle, new: Bundle) -> list[str]:
    return [difference.sentence for difference in differences(old, new)]


OLD = bars({"team": "same_team"}, ("true", "team"))


def test_a_new_column_is_told_with_the_rows_that_use_it() -> None:
    wider = {"team": "same_team", "district": "same_district"}
    new = bars(wider, ("true", "-", "team"), ("-", "true", "district"))
    assert told(OLD, new) == [
        "“What bars” has a new column “District”.",
        '“What bars” has a new row 2: District true, barrier "district".',
    ]
    assert told(new, OLD) == [
        "The column “District” of “What bars” is gone, which row 2 used.",
        'Row 2 of “What bars” is gone: District true, barrier "district".',
    ]
    stricter = bars(wider, ("true", "true", "team"))
    assert told(OLD, stricter)[1:] == ["Row 1 of “What bars”: District is true instead of any."]


def test_a_column_that_looks_at_something_else() -> None:
    assert told(OLD, bars({"team": "same_office"}, ("true", "team"))) == [
        "The column “Team” of “What bars” looks at same_office instead of same_team."
    ]

"""A process as it runs: how many, how long and where late, in a table and on the drawing alike."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import timedelta

import pytest

from engine import queries
from engine.worker import run_due
from tests.diagrams import bundle, chain, diagram, end, start, user

LOAN = diagram(
    "loan",
    start(),
    user("ask", assignee='"reader"', due='now() + duration("P1D")'),
    user("lend", assignee='"checker"'),
    end(),
    chain("begin", "ask", "lend", "done"),
)


@pytest.fixture
def loans(parts, clock):
    """Of three, one was asked for in time, one two working days late, and one waits still."""
    parts.engine.deploy(bundle(LOAN, key="loan"), by="boss")
    for hours in (2, 72, 0):
        instance = parts.engine.start("loan", by="boss")
        clock.move_to(clock.now() + timedelta(hours=hours))
        if hours:
            submit(parts, instance)
    run_due(parts.engine)
    return parts


def submit(parts, instance):
    with parts.database.read() as db:
        [row] = queries.waiting(db, "main", instance).user_tasks
    parts.engine.complete(row.id, {}, by="reader", seen=row.version)


def page_of(sign_in, query=""):
    return sign_in("boss").get(f"/operations/processes/loan{query}").text


def row_of(page, name):
    """The cells of the row that begins with this name, without markup."""
    [row] = re.findall(rf'<th scope="row"[^>]*>{name}.*?</tr>', page, re.S)[:1]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
    return [" ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in cells]


def marks(page):
    [found] = re.findall(r'data-marks="([^"]*)"', page)
    return {one["id"]: one["word"] for one in json.loads(html.unescape(found))}


@pytest.mark.parametrize("counted", [True, False])
def test_it_says_how_many_how_long_and_since_when(sign_in, loans, counted):
    """Whether the worker has counted already makes no difference."""
    while counted and loans.engine.tally():
        pass
    page = page_of(sign_in)
    assert row_of(page, "Ask") == [
        "1 at Ask", "3 December 2026", "0", "2", "0", "2 hours", "3 days (3 working days)"
    ]  # fmt: skip
    assert row_of(page, "Lend")[0] == "2 at Lend"
    assert "<strong>3</strong> going on now" in page


def test_who_was_late_is_told_in_working_days(sign_in, loans, clock):
    page = page_of(sign_in)
    due = page[page.index("Done by its date</h2>") :]
    assert row_of(due, "Ask") == [
        "2", "1", "1", "50%", "2 working days", "2 working days", "0"
    ]  # fmt: skip
    clock.move_to(clock.now() + timedelta(days=3))
    later = page_of(sign_in)
    assert row_of(later[later.index("Done by its date</h2>") :], "Ask")[-1] == "1 at Ask"


@pytest.mark.parametrize(
    ("shown", "ask"),
    [
        ("many", "1 here, 2 done"),
        ("long", "2 hours, 9 of 10 in 3 days"),
        ("late", "50% late of 2"),
    ],
)
def test_the_number_on_the_drawing_stands_at_the_step_too(sign_in, loans, shown, ask):
    page = page_of(sign_in, f"?show={shown}")
    drawn = marks(page)
    assert drawn["ask"] == ask
    found = re.findall(r'id="element-(\w+)">[^<]*<strong class="govuk-tag">([^<]*)<', page)
    assert dict(found) == drawn


def test_only_the_period_and_the_version_that_are_chosen_count(sign_in, loans, clock):
    assert row_of(page_of(sign_in, "?from=2026-11-30&to=2026-11-30"), "Ask")[3] == "1"
    assert row_of(page_of(sign_in, "?from=2026-10-01&to=2026-12-31"), "Ask")[3] == "2"
    assert row_of(page_of(sign_in, "?version=1"), "Ask")[3] == "2"
    assert sign_in("boss").get("/operations/processes/loan?version=7").status_code == 404


def test_dates_that_cannot_be_meant_are_told(sign_in, loans):
    for query in ("?from=2026-12-31&to=2026-12-01", "?from=soon&to=2026-12-01"):
        page = page_of(sign_in, query)
        assert "Enter both dates, the earlier one first" in page
        assert "<title>Error: " in page


def test_the_figures_can_be_taken_away(sign_in, loans):
    answer = sign_in("boss").get("/operations/processes/loan/figures.csv?days=30")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    ask = next(row for row in rows if row["Element"] == "ask")
    assert (ask["Done"], ask["Median seconds"], ask["Late"]) == ("2", "7200.0", "1")
    assert rows[0]["Element"] == "loan"


def test_a_process_nobody_began_says_what_to_do(sign_in):
    page = sign_in("boss").get("/operations/processes/lending").text
    assert "Choose a longer period, or all versions." in page
    assert "Nothing in this process was asked for by a date" in page
    overview = sign_in("boss").get("/operations/processes").text
    assert "/operations/processes/lending" in overview


def test_it_is_for_administrators_and_what_is_not_there_is_not_found(sign_in, loans):
    assert sign_in("reader").get("/operations/processes/loan").status_code == 403
    assert sign_in("boss").get("/operations/processes/nothing").status_code == 404
    assert sign_in("boss").get("/operations/processes/loan/diagram").status_code == 200


def test_figures_that_are_behind_say_so(sign_in, loans, monkeypatch):
    for module in ("engine.queries.activities", "web.operations.processes.reading"):
        monkeypatch.setattr(f"{module}.MOST_UNCOUNTED", 2)
    assert "The figures are behind" in page_of(sign_in)
    while loans.engine.tally():
        pass
    assert "The figures are behind" not in page_of(sign_in)

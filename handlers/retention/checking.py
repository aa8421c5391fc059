"""What is wrong with a bundle's schedule: a kind without a row, a row that cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from engine.calendar import Calendar
from engine.checks.subject import Subject
from engine.decisions import Decision, DecisionFailed, DecisionRefused, Decisions, evaluate
from engine.decisions.logic import Table
from engine.expressions import Settings
from engine.model import Finding
from handlers.retention.kinds import KINDS
from handlers.retention.schedule import DECISION, Period, schedule

MISSING, IMPOSSIBLE, UNKNOWN = (
    "retention-kind-missing",
    "retention-row-impossible",
    "retention-kind-unknown",
)
NOW = Settings(datetime(2000, 1, 1, tzinfo=UTC), Calendar())
ADD = "Add a row for it: months (null for ever), from when they count, and what is done then."
WORD = re.compile(r'"([^"]*)"')


def findings(subject: Subject) -> Iterator[Finding]:
    """Nothing for a bundle without a schedule, nor for one that other rules have things to say of.

    A missing row is a warning: a later program may know more kinds than the bundle.
    """
    table = next((one for one in subject.decisions if one.id == DECISION), None)
    if table is None:
        return
    try:
        decisions = Decisions(subject.decisions)
        periods = schedule(lambda facts: evaluate(decisions, DECISION, facts, NOW))
    except (DecisionFailed, DecisionRefused):
        return
    for period in periods:
        yield from _of(period, table)
    yield from _unknown(table)


def _of(period: Period, table: Decision) -> Iterator[Finding]:
    key, words = period.kind.key, period.kind.words
    if not period.said:
        sentence = f"No row says how long “{key}” is kept ({words}): it is kept for ever."
        yield Finding("warning", table.file, table.id, sentence, ADD, MISSING)
        return
    for fault in period.faults:
        sentence = f"The row for “{key}” cannot be kept to: {fault}."
        yield Finding("error", table.file, table.id, sentence, "Correct the row.", IMPOSSIBLE)


def _unknown(table: Decision) -> Iterator[Finding]:
    rules = table.logic.rules if isinstance(table.logic, Table) else ()
    for rule in rules:
        for word in WORD.findall((rule.inputs or ("",))[0] or ""):
            if word not in KINDS:
                sentence = f"Row {rule.number} is about “{word}”, which is no kind of record."
                remedy = f"Write one of: {', '.join(KINDS)}."
                yield Finding("error", table.file, table.id, sentence, remedy, UNKNOWN)

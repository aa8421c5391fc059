"""What an erasure found, in words: for the page and for the proof."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.erasure.certifying import CERTIFIED as CERTIFIES
from handlers.erasure.certifying import NOT_SEARCHED
from handlers.erasure.findings import Findings, Remains
from handlers.erasure.tables import Erasure
from handlers.register import register

ABOUT = {"child": "a child", "person": "a person who has left"}
CERTIFIED = "Nothing that was searched names them any more."
NOT_CERTIFIED = "This does not certify the erasure: something names them still."
SEARCH_AGAIN = "This does not certify the erasure: the search after it has not ended. Search again."
CHAIN_BROKEN = "This does not certify the erasure: an account of what happened does not hold."


@dataclass(frozen=True)
class Line:
    """One table: rows looked through, that named the subject, removed, reworded and left."""

    table: str
    holds: str
    looked: int
    before: int
    removed: int
    reworded: int
    left: int


def lines(findings: Findings) -> list[Line]:
    """Every table that was searched, by name."""
    left: dict[str, int] = {}
    for one in findings.remains:
        left[one.table] = left.get(one.table, 0) + one.rows
    every = {*findings.looked, *findings.removed, *left}
    return [_line(findings, table, left.get(table, 0)) for table in sorted(every)]


def touched(findings: Findings) -> list[Line]:
    """Those in which something was, or would be, done or left."""
    return [one for one in lines(findings) if one.before or one.removed or one.reworded or one.left]


def verdict(row: Erasure, findings: Findings) -> str:
    """The one sentence that counts."""
    if findings.broken:
        return CHAIN_BROKEN
    if row.state == NOT_SEARCHED:
        return SEARCH_AGAIN
    return CERTIFIED if row.state == CERTIFIES else NOT_CERTIFIED


def said(one: Remains) -> str:
    """Where something is left, so that it can be found without saying it."""
    rows = "1 row" if one.rows == 1 else f"{one.rows} rows"
    first = f" ({', '.join(one.keys)})" if one.keys else ""
    why = "" if one.readable else ", which cannot be read and so not be searched"
    return f"{holds(one.table)}: {one.table}.{one.column}, {rows}{first}{why}"


def holds(table: str) -> str:
    """What a table holds, in words."""
    held = register().get(table)
    return held.holds if held else table


def _line(findings: Findings, table: str, left: int) -> Line:
    return Line(
        table,
        holds(table),
        looked=findings.looked.get(table, 0),
        before=findings.before.get(table, 0),
        removed=findings.removed.get(table, 0),
        reworded=findings.reworded.get(table, 0),
        left=left,
    )

"""Heat: each element's number, and a shade from 1 to 5 for how it stands among the others.

The number is always printed, so that the shade tells nobody anything the number does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from web.operations.processes.lines import Line
from web.operations.processes.words import share, span
from web.words import count

SHOWN = {
    "many": "How many",
    "long": "How long",
    "late": "Where late",
}
SHADES = 5


def marks(rows: Sequence[Line], shown: str) -> list[dict[str, str]]:
    """The marks of a drawing: element, shade and number."""
    most = max((weight(row, shown) for row in rows), default=0.0)
    there = [row for row in rows if word(row, shown)]
    return [
        {"id": row.id, "kind": _kind(weight(row, shown), most), "word": word(row, shown)}
        for row in there
    ]


def weight(row: Line, shown: str) -> float:
    """What the shade stands for: those here and done, the median's seconds, or the share late."""
    if shown == "long":
        return row.median or 0.0
    if shown == "late":
        return max(row.share_late or 0.0, 1.0 if row.overdue and not row.dated else 0.0)
    return float(row.here + row.done)


def word(row: Line, shown: str) -> str:
    """What is printed on the element; empty where there is nothing to say."""
    said = {"long": _long, "late": _late}.get(shown, _many)(row)
    if row.held_up:
        said = [*said, f"{row.held_up:,} held up"]
    return ", ".join(said)


def _many(row: Line) -> list[str]:
    said = [f"{row.here:,} here"] if row.here else []
    return said + ([f"{row.done:,} done"] if row.done else [])


def _long(row: Line) -> list[str]:
    if row.median is None:
        return []
    nine = f", 9 of 10 in {span(row.most).lower()}" if row.most != row.median else ""
    return [f"{span(row.median)}{nine}"] if row.median >= 1 else []


def _late(row: Line) -> list[str]:
    said = [f"{share(row.share_late)} late of {row.dated:,}"] if row.dated else []
    return said + ([f"{count(row.overdue, 'overdue', 'overdue')}"] if row.overdue else [])


def _kind(weight: float, most: float) -> str:
    if not weight or not most:
        return "heat-0"
    return f"heat-{max(1, min(SHADES, round(SHADES * weight / most)))}"

"""A process element by element: how many, how long, where late. The table and the drawing agree,
because both are made of these lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.figures import Figures
from engine.queries import Standing
from web.diagrams.elements import Picture
from web.diagrams.outline import name_of

NOBODY = Standing(0, 0, None)
HALF, MOST = 0.5, 0.9


@dataclass(frozen=True)
class Line:
    """What is known of one element. `median` and `most` (nine of ten) are seconds, `…_days`
    working days, `share_late` of those that had a date; None where there is nothing to tell."""

    id: str
    name: str
    type: str
    here: int
    overdue: int
    since: datetime | None
    held_up: int
    done: int
    cancelled: int
    median: float | None
    most: float | None
    median_days: float | None
    most_days: float | None
    dated: int
    in_time: int
    late: int
    median_late: float | None
    most_late: float | None

    @property
    def share_late(self) -> float | None:
        """Between 0 and 1."""
        return self.late / self.dated if self.dated else None

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.here or self.held_up or self.done or self.cancelled)


@dataclass(frozen=True)
class Known:
    """Figures, standings and open incidents by element. `behind`: not all is counted yet."""

    figures: Mapping[str, Figures]
    standings: Mapping[str, Standing]
    held_up: Mapping[str, int]
    behind: bool = False


def lines(picture: Picture, known: Known, process_key: str) -> list[Line]:
    """A line for each element of the drawing, then those that only earlier versions had."""
    drawn = [line(e.id, name_of(e), e.type, known) for e in picture.elements.values()]
    told = dict.fromkeys([*known.figures, *known.standings, *known.held_up])
    gone = [id for id in told if id not in picture.elements and id not in (process_key, "")]
    return drawn + [line(id, id, "", known) for id in gone]


def line(id: str, name: str, type: str, known: Known) -> Line:
    """The line of one element, or of the process itself under its key."""
    figures, there = known.figures.get(id, Figures()), known.standings.get(id, NOBODY)
    late = figures.late
    return Line(
        id=id,
        name=name,
        type=type,
        here=there.open,
        overdue=there.overdue,
        since=there.since,
        held_up=known.held_up.get(id, 0),
        done=figures.elapsed.count,
        cancelled=figures.cancelled.count,
        median=figures.elapsed.at(HALF),
        most=figures.elapsed.at(MOST),
        median_days=figures.working.at(HALF),
        most_days=figures.working.at(MOST),
        dated=figures.due.count,
        in_time=figures.in_time,
        late=late.count,
        median_late=late.at(HALF),
        most_late=late.at(MOST),
    )


def with_dates(rows: Sequence[Line]) -> list[Line]:
    """Those that were asked for by a date, or are past one now: the due performance."""
    return [row for row in rows if row.dated or row.overdue]

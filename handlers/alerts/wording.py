"""What the letters say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.tables import Worker

HERE = ZoneInfo("Europe/London")
MOST = 10
INCIDENTS = """Something cannot go on by itself and waits for somebody to look. Nothing is lost.

{groups}
All of them: {link}

Further incidents are told of in one letter an hour from now, if there are any.
"""
WORKER = """The program that does timers, letters and services on {host} (process {pid}) was last heard of on {seen} and did not say that it would stop.

Its work is done by another one, or was since it was started again. Look at its log, and at what runs: {link}
"""  # noqa: E501 - letters are not broken into lines


@dataclass(frozen=True)
class Group:
    """Open incidents of one cause. `place` is the process and the element, as far as known."""

    count: int
    cause: str
    place: str
    sentence: str
    since: datetime


def about_incidents(groups: Sequence[Group], link: str) -> tuple[str, str]:
    """Subject and body."""
    number = sum(one.count for one in groups)
    subject = f"Plumbline: {_times(number, 'incident has', 'incidents have')} opened"
    said = [_said(one, link) for one in groups[:MOST]]
    if len(groups) > MOST:
        said.append(f"and {len(groups) - MOST} other causes.\n")
    return subject, INCIDENTS.format(groups="\n".join(said), link=link)


def about_worker(row: Worker, link: str) -> tuple[str, str]:
    """Subject and body."""
    seen = moment(row.seen_at)
    return "Plumbline: a worker is gone", WORKER.format(
        host=row.host, pid=row.pid, seen=seen, link=link
    )


def moment(at: datetime) -> str:
    """12 December 2026 at 10:14, on the clocks of the office."""
    local = at.astimezone(HERE)
    return f"{local.day} {local:%B %Y at %H:%M}"


def _said(group: Group, link: str) -> str:
    times = _times(group.count, "time", "times")
    first = f"* {group.place}, {times} since {moment(group.since)}:"
    return f"{first}\n  {group.sentence}\n  {link}/causes/{group.cause}\n"


def _times(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

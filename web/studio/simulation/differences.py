"""What differs between two simulations, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from web.studio.simulation.counts import Figures
from web.studio.simulation.met import met
from web.words import plain

# What is said first, by the way through the figures to the number.
COUNTED: Mapping[str, str] = {
    "conservation.issued": "audits issued",
    "conservation.concluded": "audits concluded",
    "conservation.open": "audits still open at the end",
    "conservation.discounted": "audits discounted",
    "conservation.cancelled": "audits cancelled",
    "outcomes.moderated": "audits moderated",
    "outcomes.decided_by_an_officer": "audits decided by an officer",
    "letters.sent": "letters",
    "letters.chasers.sent": "chasers among them",
    "documents": "documents",
    "completion.all.in_time": "audits submitted in time",
    "completion.all.late": "audits submitted late",
    "completion.all.not_done": "audits not submitted",
    "durations.issue_to_conclusion.median": "working days from issue to conclusion (median)",
}
LETTERS, USER_TASKS, FOLLOW_UPS = "letters.by_kind", "user_tasks", "follow_ups"


def sentences(live: Figures, change: Figures) -> list[str]:
    """What differs, the most important first; [] when nothing does."""
    found = (_trouble, _counted, _named, met)
    return [sentence for part in found for sentence in part(live, change)]


def _trouble(live: Figures, change: Figures) -> Iterator[str]:
    if live["sound"] and not change["sound"]:
        yield "Something goes wrong with the change that does not in force: see its own page."
    if change["sound"] and not live["sound"]:
        yield "What goes wrong in force does not with the change."


def _counted(live: Figures, change: Figures) -> Iterator[str]:
    for way, words in COUNTED.items():
        was, now = _number(live, way), _number(change, way)
        if was != now:
            yield f"{now:,} {words} instead of {was:,}."


def _named(live: Figures, change: Figures) -> Iterator[str]:
    kinds = _parts(live, LETTERS), _parts(change, LETTERS)
    yield from _each("The letter “{}” goes {} times instead of {}.", *kinds)
    yield from _each("“{}” is asked {} times instead of {}.", _asked(live), _asked(change))
    yield from _each("{} begins {} times instead of {}.", _begun(live), _begun(change))


def _asked(figures: Figures) -> dict[str, int]:
    """How often each user task was asked, by its name; several may have the same."""
    found: dict[str, int] = {}
    for element, told in _parts(figures, USER_TASKS).items():
        name = str(told.get("name") or element)
        found[name] = found.get(name, 0) + told["asked"]
    return found


def _begun(figures: Figures) -> dict[str, int]:
    return {kind: told["begun"] for kind, told in _parts(figures, FOLLOW_UPS).items()}


def _each(sentence: str, live: Mapping[str, int], change: Mapping[str, int]) -> Iterator[str]:
    for name in [*live, *(one for one in change if one not in live)]:
        was, now = live.get(name, 0), change.get(name, 0)
        if was != now:
            yield sentence.format(plain(name), f"{now:,}", f"{was:,}")


def _parts(figures: Figures, way: str) -> Mapping[str, Any]:
    found: Any = figures
    for part in way.split("."):
        found = found.get(part, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _number(figures: Figures, way: str) -> int:
    found: Any = figures
    for part in way.split("."):
        found = found.get(part, 0) if isinstance(found, Mapping) else 0
    return found if isinstance(found, int) else 0

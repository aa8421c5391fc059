"""From what was found to what is said of an instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.impact.model import InstanceImpact, KeptDate, Verdict
from engine.impact.touched import Place, Touched
from engine.spiff import Judgement, Standing
from engine.tables import ProcessInstance


@dataclass(frozen=True)
class Found:
    """The same for all that stand alike: whether it can be carried over, and the elements that
    differ where it stands or ahead of it."""

    judged: Judgement
    ahead: Mapping[Place, str]


def verdict(
    instance: ProcessInstance, on_version: int, stands: Standing, found: Found, differ: Touched
) -> InstanceImpact:
    """What is said of one instance."""
    dates = tuple(_dates(stands, found))
    return InstanceImpact(
        instance.id,
        instance.process_key,
        instance.business_key,
        instance.deployment_id,
        on_version,
        instance.version,
        _verdict(found, dates, differ),
        _reasons(found.judged),
        tuple(dict.fromkeys(found.ahead.values())),
        dates,
    )


def _verdict(found: Found, dates: tuple[KeptDate, ...], differ: Touched) -> Verdict:
    judged = found.judged
    if judged.obstacles:
        return "decision" if set(judged.obstacles) <= set(judged.gone) else "cannot"
    timed = {date.element for date in dates}
    if found.ahead and {id for _, id in found.ahead} <= timed:
        return "keeps_dates"
    changes = found.ahead or judged.notes or differ.everywhere
    return "follows" if changes else "unaffected"


def _reasons(judged: Judgement) -> tuple[str, ...]:
    """What stands in the way; else what its people will see. Of a place that is gone nobody can
    say what lies before it."""
    return judged.obstacles if judged.gone else (*judged.obstacles, *judged.notes)


def _dates(stands: Standing, found: Found) -> Iterator[KeptDate]:
    """The armed timers whose element differs."""
    names = {id: name for (_, id), name in found.ahead.items()}
    for position in stands.positions:
        if position.due is not None and position.element in names:
            yield KeptDate(position.element, names[position.element], position.due)

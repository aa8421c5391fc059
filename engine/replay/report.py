"""What many instances that are over would have come to, as JSON for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from engine.bundle import Bundle
from engine.replay.comparing import Pair, hindered
from engine.replay.counting import Told, counted
from engine.replay.model import Recorded
from engine.replay.running import run
from engine.replay.setting import Setting, not_comparable

Progress = Callable[[int, int], None]
Report = dict[str, Any]


def replay(
    live: Bundle,
    change: Bundle,
    recorded: Sequence[Recorded],
    *,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Run each again on both, and say what differs. Raises BundleRefused.

    The report has `total`, `same`, `different`, `unknown` and `hindered` (counts of instances),
    `told` by element, `stops` (where and why instances could not be followed) and `instances`.
    """
    old, new = Setting(live), Setting(change)
    unfit = not_comparable(old, new)
    able = [one for one in recorded if not one.hindrance]
    pairs = []
    for done, one in enumerate(able, 1):
        pairs.append(_pair(one, old, new, unfit))
        progress(done, len(able))
    return _report(pairs, old, new, hindered(recorded))


def _pair(one: Recorded, old: Setting, new: Setting, unfit: dict[str, str]) -> Pair:
    before, after = run(old, one, {}), run(new, one, unfit)
    return Pair(one.reference, one.process_key, before, after)


def _report(
    pairs: Sequence[Pair], old: Setting, new: Setting, hindrances: list[tuple[str, str]]
) -> Report:
    told = counted(pairs, old, new)
    names = {id: one.name for setting in (old, new) for id, (_, one) in setting.elements.items()}
    instances = [_instance(pair, told, names) for pair in pairs]
    verdicts = Counter(one["verdict"] for one in instances)
    return {
        "total": len(pairs) + len(hindrances),
        "same": verdicts["same"],
        "different": verdicts["different"],
        "unknown": sum(1 for one in instances if one["stops"]),
        "hindered": hindrances,
        "told": [vars(one) | {"sentence": sentence(one)} for one in told],
        "stops": _stops(pairs, names),
        "instances": instances,
    }


def sentence(told: Told) -> str:
    """What differs at one element, counted: “14 would have come to … instead of 6.”"""
    what = "ended at" if told.type == "endEvent" else "come to"
    if not (told.gained or told.lost):
        was, now = told.times
        return f"“{told.name}” would have happened {now} times instead of {was}."
    said = f"{told.after} would have {what} “{told.name}” instead of {told.before}."
    was, now = told.times
    if now > told.after or was > told.before:
        said += f" In all {now} times instead of {was}."
    return f"{said} Of {told.unknown} it is not known." if told.unknown else said


def _instance(pair: Pair, told: Sequence[Told], names: dict[str, str]) -> dict[str, Any]:
    gained = [one.name for one in told if pair.reference in one.gained]
    lost = [one.name for one in told if pair.reference in one.lost]
    stops = [[names.get(id, id), why] for id, why in pair.unknown.items()]
    verdict = "different" if gained or lost else "unknown" if stops else "same"
    return {
        "reference": pair.reference,
        "process": pair.process_key,
        "verdict": verdict,
        "gained": gained,
        "lost": lost,
        "stops": stops,
    }


def _stops(pairs: Sequence[Pair], names: dict[str, str]) -> list[dict[str, Any]]:
    """Where instances could not be followed, the most frequent first; on the live version too."""
    now = Counter((id, why) for pair in pairs for id, why in pair.after.unknown.items())
    was = Counter(id for pair in pairs for id in pair.before.unknown)
    return [
        {"element": id, "name": names.get(id, id), "why": why, "count": many, "before": was[id]}
        for (id, why), many in now.most_common()
    ]

"""What somebody who approves is shown: the check, the differences, and where to see more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine import impact
from engine.bundle import Bundle
from engine.changes import ChangeView
from engine.differences import ORDER, Audience, Group, by_audience
from engine.errors import BundleRefused
from engine.impact import Counts
from engine.releases import Sentence
from engine.releases.standing import in_force
from web.parts import parts
from web.studio.change import STEPS, Line, line_of
from web.studio.effects.differences import title, under_titles
from web.studio.soundness import trouble_with

KEPT = 16
# The steps of a change that tell what it does: each is shown with how far it is.
TELLING = ("Check", "Play", "See what it does")


@dataclass(frozen=True)
class Seen:
    """`groups` are the differences by who is affected; `effect` counts running instances,
    None when nobody has looked; `cannot` says why differences cannot be told."""

    errors: int
    others: int
    groups: Mapping[str, Sequence[str]]
    cannot: str
    effect: Counts | None
    steps: Sequence[Line]


def what_is_seen(change: ChangeView) -> Seen:
    """All of it, for exactly what the change holds now."""
    here = parts()
    found = here.changes.findings(change.id)
    errors = sum(1 for one in found if one.level == "error")
    told, cannot = _differences(change)
    with here.database.read() as db:
        report = impact.kept(db, here.tenant, change.id, change.digest)
    effect = report.counts if report else None
    steps = [line_of(step, change) for step in STEPS if step.section in TELLING]
    groups = {those: [one.sentence for one in some] for those, some in under_titles(told).items()}
    return Seen(errors, len(found) - errors, groups, cannot, effect, steps)


def by_those_affected(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """The sentences under each of those whom they affect, as headings, in the order in which a
    change tells them; by whose work they touch where a version kept no more than that."""
    found: dict[Audience, list[Sentence]] = {}
    for one in sentences:
        for audience in _affected(one):
            found.setdefault(audience, []).append(one)
    ordered = sorted(found, key=lambda one: (ORDER.index(one.kind), one.name.casefold()))
    told: dict[str, dict[Sentence, None]] = {}
    for audience in ordered:
        told.setdefault(title(audience), {}).update(dict.fromkeys(found[audience]))
    return {those: list(some) for those, some in told.items()}


def _affected(one: Sentence) -> list[Audience]:
    if one.affected:
        return [Audience(kind, name) for kind, name in one.affected]
    return [Audience("lane", one.lane) if one.lane else Audience("everybody")]


def _differences(change: ChangeView) -> tuple[tuple[Group, ...], str]:
    here = parts()
    new = here.changes.bundle(change.id)
    with here.database.read() as db:
        live = in_force(db, here.tenant, change.bundle_key)
    if live is None:
        return (), "it was never deployed, so that all of it is new."
    old = here.engine.deployed(live).bundle
    if trouble := trouble_with(new):
        return (), trouble
    try:
        return _TOLD.of(old, new), ""
    except BundleRefused as refused:
        return (), str(refused)


class _Told:
    """Differences that were told last: the same two contents always differ alike."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str], tuple[Group, ...]] = OrderedDict()

    def of(self, old: Bundle, new: Bundle) -> tuple[Group, ...]:
        """Raises BundleRefused when a form or bundle.toml of either cannot be read."""
        key = (old.digest, new.digest)
        with self._lock:
            if key in self._known:
                return self._known[key]
        found = by_audience(old, new)
        with self._lock:
            self._known[key] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found


_TOLD = _Told()

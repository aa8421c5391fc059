"""Many pairs of runs counted, element by element: who came to it before and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.replay.comparing import Pair
from engine.replay.setting import Setting


@dataclass
class Told:
    """How many came to an element before and now. `gained` and `lost` are references; `times`
    how often it happened in all; `along` names elements that came and went with it."""

    element: str
    name: str
    type: str
    process: str
    before: int = 0
    after: int = 0
    unknown: int = 0
    times: tuple[int, int] = (0, 0)
    gained: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    along: list[str] = field(default_factory=list)

    @property
    def shift(self) -> tuple[frozenset[str], frozenset[str]]:
        """The instances that make the difference."""
        return frozenset(self.gained), frozenset(self.lost)


HEADS = ("callActivity", "userTask", "manualTask", "sendTask", "serviceTask", "endEvent")
SILENT = ("Gateway", "boundaryEvent", "subProcess", "transaction")


def counted(pairs: Sequence[Pair], old: Setting, new: Setting) -> list[Told]:
    """Every element that somebody came to on one version and not on the other, or more often.

    Those that follow from another one are told with it.
    """
    elements = dict.fromkeys(e for p in pairs for e in (*p.after.reached, *p.before.reached))
    found = [_told(element, pairs, old, new) for element in elements]
    differing = [t for t in found if t.gained or t.lost or (t.before == t.after and _oftener(t))]
    spoken = [t for t in differing if t.name and not t.type.endswith(SILENT)]
    return _grouped(spoken, new)


def _oftener(told: Told) -> bool:
    before, after = told.times
    return told.type in HEADS and before != after and not told.unknown


def _told(element: str, pairs: Sequence[Pair], old: Setting, new: Setting) -> Told:
    known = new.elements.get(element) or old.elements.get(element)
    process, drawn = known if known else ("", None)
    name, kind = (drawn.name, drawn.type) if drawn else ("", "")
    told = Told(element, "" if name == element else name, kind, process)
    for pair in pairs:
        _count(told, pair)
    told.times = (
        sum(p.before.reached.get(element, 0) for p in pairs),
        sum(p.after.reached.get(element, 0) for p in pairs),
    )
    return told


def _count(told: Told, pair: Pair) -> None:
    was, now = pair.came(told.element)
    told.before += was is True
    told.after += now is True
    told.unknown += was is None or now is None
    if was is False and now is True:
        told.gained.append(pair.reference)
    elif was is True and now is False:
        told.lost.append(pair.reference)


def _grouped(found: Sequence[Told], setting: Setting) -> list[Told]:
    """The same instances make the same difference: the first element stands for the others, and
    an activity that calls a process for what is in it."""
    heads: list[Told] = []
    tops = _tops(found, setting)
    for told in sorted(found, key=lambda one: (one.process not in tops, _rank(one))):
        head = next((one for one in heads if _follows(told, one, setting)), None)
        if head is None:
            heads.append(told)
        else:
            head.along.append(told.name)
    return heads


def _rank(told: Told) -> int:
    """What people notice stands for what happens around it."""
    return HEADS.index(told.type) if told.type in HEADS else len(HEADS)


def _follows(told: Told, head: Told, setting: Setting) -> bool:
    if not (told.gained or told.lost):
        return False
    if told.shift == head.shift:
        return True
    called = setting.called.get(head.element)
    within = set(told.gained) <= set(head.gained) and set(told.lost) <= set(head.lost)
    return called is not None and told.process == called and within


def _tops(found: Sequence[Told], setting: Setting) -> set[str]:
    """Processes that none of the elements calls come first."""
    return {one.process for one in found} - set(setting.called.values())

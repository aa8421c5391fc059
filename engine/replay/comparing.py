"""Two runs of the same instance held against each other, and many of them counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from engine.replay.model import Recorded, Run
from engine.replay.setting import Setting


@dataclass(frozen=True)
class Pair:
    """An instance on the live version and on the change."""

    reference: str
    process_key: str
    before: Run
    after: Run

    @property
    def unknown(self) -> dict[str, str]:
        """Where it could not be followed, and why; what both versions lack is told once."""
        return {**self.before.unknown, **self.after.unknown}

    def came(self, element: str) -> tuple[bool | None, bool | None]:
        """Whether it came to the element before and now; None where that is not known."""
        return _came(self.before, element), _came(self.after, element)

    def differing(self) -> Iterator[str]:
        """The elements it surely came to on one version and surely not on the other."""
        for element in dict.fromkeys((*self.before.reached, *self.after.reached)):
            was, now = self.came(element)
            if was is not None and now is not None and was != now:
                yield element


def _came(run: Run, element: str) -> bool | None:
    if run.reached.get(element):
        return True
    return None if element in run.ahead else False


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


def hindered(recorded: Iterable[Recorded]) -> list[tuple[str, str]]:
    """Those that cannot be run again at all, with the reason."""
    return [(one.reference, one.hindrance) for one in recorded if one.hindrance]

"""What is said of running instances: plain, frozen values that are also kept as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

Verdict = Literal["unaffected", "follows", "keeps_dates", "decision", "cannot"]
VERDICTS: tuple[Verdict, ...] = ("cannot", "decision", "keeps_dates", "follows", "unaffected")


@dataclass(frozen=True)
class KeptDate:
    """An armed timer whose rule differs: it fires at `due` as it was armed."""

    element: str
    name: str
    due: datetime


@dataclass(frozen=True)
class InstanceImpact:
    """What the change means for one instance, if it is carried over.

    `verdict`: unaffected (nothing that differs lies ahead) · follows (the new rules hold from its
    next step, at `ahead`) · keeps_dates (only armed timers differ: see `dates`) · decision
    (somebody has to say what an element has become) · cannot (it stays on its version; `reasons`).
    `dates` may be there with any verdict. `on_version` is the bundle's, `version` the instance's
    own when it was looked at. `ahead` holds names of elements, `reasons` sentences.
    """

    instance_id: UUID
    process_key: str
    business_key: str | None
    deployment_id: UUID
    on_version: int
    version: int
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    dates: tuple[KeptDate, ...] = ()


@dataclass(frozen=True)
class Counts:
    """The three numbers an owner reads first, and what the last one is made of."""

    unaffected: int
    follow: int
    stuck: int
    by_verdict: Mapping[Verdict, int]


@dataclass(frozen=True)
class ImpactReport:
    """The running instances of a bundle, held against one content of a change (its `digest`).

    `everywhere` are differences that belong to no element: they reach whatever is carried over.
    """

    bundle_key: str
    digest: str
    at: datetime
    instances: tuple[InstanceImpact, ...]
    everywhere: tuple[str, ...] = ()

    @property
    def counts(self) -> Counts:
        """How many there are of each."""
        found = Counter(one.verdict for one in self.instances)
        follow = found["follows"] + found["keeps_dates"]
        stuck = found["decision"] + found["cannot"]
        return Counts(found["unaffected"], follow, stuck, {word: found[word] for word in VERDICTS})

    def of(self, *verdicts: Verdict) -> Iterator[InstanceImpact]:
        """Those with one of these verdicts."""
        return (one for one in self.instances if one.verdict in verdicts)

    def to_json(self) -> dict[str, Any]:
        """As JSON that `from_json` reads."""
        return {
            "bundle_key": self.bundle_key,
            "digest": self.digest,
            "at": self.at.isoformat(),
            "everywhere": list(self.everywhere),
            "instances": [_written(one) for one in self.instances],
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> ImpactReport:
        """What `to_json` wrote."""
        at = datetime.fromisoformat(said["at"])
        instances = tuple(_read(one) for one in said["instances"])
        return cls(said["bundle_key"], said["digest"], at, instances, tuple(said["everywhere"]))


def _written(one: InstanceImpact) -> dict[str, Any]:
    said = asdict(one)
    said["instance_id"], said["deployment_id"] = str(one.instance_id), str(one.deployment_id)
    said["dates"] = [[d.element, d.name, d.due.isoformat()] for d in one.dates]
    return said


def _read(said: Mapping[str, Any]) -> InstanceImpact:
    dates = tuple(KeptDate(e, name, datetime.fromisoformat(due)) for e, name, due in said["dates"])
    ids = {name: UUID(said[name]) for name in ("instance_id", "deployment_id")}
    told = {name: tuple(said[name]) for name in ("reasons", "ahead")}
    return InstanceImpact(**{**said, **ids, **told, "dates": dates})

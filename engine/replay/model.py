"""What was recorded of an instance that is over, and what became of it when it was run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.values import decode, encode


@dataclass(frozen=True)
class Entry:
    """Something it was told, and when: `kind`, `element_id`, `values` and `name` as in
    engine.model.Received. The kind `silence` says that a user task was open until then, and that
    nobody had answered."""

    at: datetime
    kind: str
    element_id: str
    values: Mapping[str, Any]
    name: str = ""


@dataclass(frozen=True)
class Recorded:
    """One instance that is over. `reference` is how people know it.

    `always` are the outputs of services of which nothing more need be known. `hindrance` says why
    it cannot be run again, "" when it can.
    """

    reference: str
    process_key: str
    began: datetime
    ended: datetime
    variables: Mapping[str, Any]
    entries: tuple[Entry, ...]
    start_at: str = ""
    always: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    hindrance: str = ""

    def to_json(self) -> dict[str, Any]:
        """As JSON that `from_json` reads."""
        said = {**vars(self), "entries": [vars(entry) for entry in self.entries]}
        return dict(encode(said))

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Recorded:
        """What `to_json` wrote."""
        read = decode(dict(said))
        return cls(**{**read, "entries": tuple(Entry(**one) for one in read["entries"])})


@dataclass(frozen=True)
class Run:
    """What became of it: how often each element was reached, and where it could not be followed.

    `unknown` says why, by the element where it stopped; `ahead` are the elements that might still
    have been reached from there, of which nothing is said.
    """

    reached: Mapping[str, int]
    unknown: Mapping[str, str] = field(default_factory=dict)
    ahead: frozenset[str] = frozenset()

"""Letters that read differently, or that only one of two simulations sends: with an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.differences.wording import Piece, pieces
from web.studio.simulation.counts import Figures, Pair, Side, both, only


@dataclass(frozen=True)
class Text:
    """A letter as one invented reader got it; what differs from the other side is marked."""

    subject: Sequence[Piece]
    body: Sequence[Piece]


@dataclass(frozen=True)
class Letter:
    """A kind of letter, how often it went, and an example of each side that has one."""

    kind: str
    sent: Pair
    only: Side
    live: Text | None
    change: Text | None


def letters(live: Figures, change: Figures) -> list[Letter]:
    """Those that read differently or go on one side only; [] of figures without examples."""
    was, now = live["letters"].get("examples"), change["letters"].get("examples")
    if was is None or now is None:
        return []
    sent = live["letters"]["by_kind"], change["letters"]["by_kind"]
    return [
        _letter(kind, Pair(sent[0].get(kind), sent[1].get(kind)), was.get(kind), now.get(kind))
        for kind in sorted(both(was, now))
        if was.get(kind, {}).get("wording") != now.get(kind, {}).get("wording")
    ]


def _letter(
    kind: str, sent: Pair, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> Letter:
    if was and now:
        subject, body = (list(pieces(was[part], now[part])) for part in ("subject", "body"))
        live, change = (
            Text(*([p for p in one if p.kind in ("same", mark)] for one in (subject, body)))
            for mark in ("left out", "put in")
        )
        return Letter(kind, sent, "", live, change)
    return Letter(kind, sent, only(was, now), _whole(was), _whole(now))


def _whole(told: Mapping[str, Any] | None) -> Text | None:
    if told is None:
        return None
    return Text([Piece("same", told["subject"])], [Piece("same", told["body"])])

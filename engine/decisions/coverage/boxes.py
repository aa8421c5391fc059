"""Boxes: for each column a set of pieces, as bits. A rule is a box; so is all there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Box = tuple[int, ...]
MOST_STEPS = 20_000


class TooMuch(Exception):
    """There are too many pieces to go through."""


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share, or None."""
    shared = tuple(a & b for a, b in zip(one, other, strict=True))
    return shared if all(shared) else None


def left_over(whole: Box, boxes: Iterable[Box]) -> Box | None:
    """A part of the whole that no box covers, or None. Raises TooMuch."""
    parts, steps = [whole], 0
    for box in boxes:
        parts = [rest for part in parts for rest in _without(part, box)]
        steps += len(parts)
        if steps > MOST_STEPS:
            raise TooMuch
    return next((part for part in parts if all(part)), None)


def _without(part: Box, box: Box) -> Sequence[Box]:
    shared = common(part, box)
    if shared is None:
        return [part]
    rests, head = [], part
    for n, bits in enumerate(shared):
        outside = head[n] & ~bits
        if outside:
            rests.append((*head[:n], outside, *head[n + 1 :]))
        head = (*head[:n], bits, *head[n + 1 :])
    return rests

"""Agreement and medians, from counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def kappa(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """Cohen's kappa of two people's grades: agreement beyond chance, 1 being all.

    None where there is nothing to compare, or where both always gave one and the same grade.
    """
    total = sum(pairs.values())
    if total == 0:
        return None
    first, second = Counter[str](), Counter[str]()
    for (one, other), n in pairs.items():
        first[one] += n
        second[other] += n
    agreed = sum(n for (one, other), n in pairs.items() if one == other) / total
    chance = sum(first[grade] * second[grade] for grade in first) / total**2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def median(counts: Mapping[int, int]) -> float | None:
    """The middle of values counted by value; the mean of the two in the middle of an even number.

    None of nothing.
    """
    values = sorted((value, n) for value, n in counts.items() if n > 0)
    total = sum(n for _, n in values)
    if total == 0:
        return None
    low, high = _at(values, (total - 1) // 2), _at(values, total // 2)
    return (low + high) / 2


def _at(values: list[tuple[int, int]], place: int) -> int:
    for value, n in values:
        if place < n:
            return value
        place -= n
    raise IndexError(place)

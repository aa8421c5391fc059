"""Which inputs a decision table's rules cover, as far as that can be judged from its cells."""

from engine.decisions.coverage.tables import (
    Gap,
    Overlap,
    Placed,
    Unreachable,
    gap,
    overlaps,
    tables_of,
    unreachable,
)

__all__ = [
    "Gap",
    "Overlap",
    "Placed",
    "Unreachable",
    "gap",
    "overlaps",
    "tables_of",
    "unreachable",
]

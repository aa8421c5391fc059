"""How many walks: few and always the same ones, or as many as WALKS says, at random."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
MANY = int(os.environ.get("WALKS", "0"))


def often(few: int) -> settings:
    """So many examples, the same in each run; with WALKS=n in the environment n times as many, at
    random."""
    return settings(
        max_examples=few * max(MANY, 1),
        derandomize=not MANY,
        database=None,
        deadline=None,
        suppress_health_check=SLOW,
    )

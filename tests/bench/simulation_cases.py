"""Simulated months: how long an invented council's month takes, and that it grows with audits."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from measure import Row

from engine.bundle import Bundle
from handlers.simulation import Plan, simulate
from processes import bundle_paths

SEED = 7
# Seconds of one processor: house limits for a Kent month and for 300 audits.
LIMITS = {"kent": 30.0, "large": 90.0}


def rows(folder: Path) -> list[Row]:
    """A month of each council, until nothing is left to do or 70 days after it."""
    bundle = Bundle.from_folders(*bundle_paths("peer_review_audit"))
    found, costs = [], []
    for profile, limit in LIMITS.items():
        spent, audits = _month(bundle, profile)
        costs.append(spent / audits)
        note = f"{audits} audits"
        found.append(Row(f"a simulated month, {profile}", spent, "s", limit, note=note))
    grown = costs[1] / costs[0]
    return [*found, Row("an audit's cost, 300 teams to 116", grown, "x", 1.5, note="1 is linear")]


def _month(bundle: Bundle, profile: str) -> tuple[float, int]:
    began = time.process_time()
    found = simulate(bundle, Plan(date(2026, 9, 1), 1, profile, SEED))
    return time.process_time() - began, found["conservation"]["issued"]

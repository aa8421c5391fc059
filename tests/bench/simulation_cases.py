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
KENT, MANY = 30.0, 90.0
SIZES = (75, 150, 300)
# An audit of the largest programme may cost as much as one of the smallest, and what noise adds.
LINEAR = 1.15


def rows(folder: Path) -> list[Row]:
    """A month of Kent, and of councils like it that are smaller and larger, until nothing is left
    to do or 70 days after it."""
    bundle = Bundle.from_folders(*bundle_paths("peer_review_audit"))
    found = [_row("kent", KENT, *_month(bundle, None))]
    costs = []
    for size in SIZES:
        spent, audits = _month(bundle, size)
        costs.append(spent / audits)
        found.append(_row(f"{size} audits", MANY if size == SIZES[-1] else None, spent, audits))
    grown = costs[-1] / costs[0]
    about = f"an audit's cost among {SIZES[-1]}, to one among {SIZES[0]}"
    return [*found, Row(about, grown, "x", LINEAR, note="1 is linear")]


def _row(about: str, limit: float | None, spent: float, audits: int) -> Row:
    note = f"{audits} audits, {spent / audits:.3f} s each"
    return Row(f"a simulated month, {about}", spent, "s", limit, note=note)


def _month(bundle: Bundle, audits: int | None) -> tuple[float, int]:
    began = time.process_time()
    found = simulate(bundle, Plan(date(2026, 9, 1), 1, "kent", SEED, audits=audits))
    return time.process_time() - began, found["conservation"]["issued"]

"""What the states of batches and of their instances are called."""

from __future__ import annotations

from engine.tables import Batch

STATES = {
    "looking": "Being looked at",
    "looked": "Looked at, not begun",
    "running": "Under way",
    "done": "Done",
    "cancelled": "Cancelled",
}
ITEMS = {
    "waiting": "Not looked at yet",
    "fits": "Waits its turn",
    "refused": "Cannot be done",
    "done": "Done",
    "failed": "Failed",
    "cancelled": "Not done: the batch was cancelled",
}
GOING = ("looking", "running")
# What the page lists one by one: those that need somebody.
REPORTED = ("failed", "refused")
HEADINGS = ("Reference", "Instance or incident", "What became of it", "Why")


def thing(row: Batch) -> str:
    """What one of its items is: an instance may have several incidents, and an incident none."""
    return "incident" if row.kind == "retry" else "instance"

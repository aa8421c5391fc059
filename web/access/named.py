"""The actions that are for roles which the bundles in force name."""

from __future__ import annotations

from web.named import roles_named

SETTINGS = {
    "draw.read": "draw_readers",
    "extract.import": "extract_importers",
    "simulation.run": "simulation_runners",
}


def roles_for(action: str) -> frozenset[str] | None:
    """The roles to decide by; None for an action about which the bundles say nothing."""
    return frozenset(roles_named(SETTINGS[action])) if action in SETTINGS else None


def audit_readers() -> list[str]:
    """The roles that see every audit and how far it is, though nothing of what it says."""
    return roles_named("audit_readers")

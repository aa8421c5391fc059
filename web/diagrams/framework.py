"""Where a bundle says that the framework behind it can be read."""

from __future__ import annotations

from engine.deployments import Deployed
from handlers.framework import SETTING, safe


def framework(deployed: Deployed) -> str:
    """An address on the web to link to; empty when the bundle gives none that is safe to follow."""
    given = deployed.parameters.get(SETTING)
    return given if isinstance(given, str) and safe(given) else ""

"""What a change does, page by page: importing them adds them to the blueprint."""

from __future__ import annotations

from web.studio.effects import differences, impact, replay
from web.studio.effects.blueprint import blueprint

__all__ = ["blueprint", "differences", "impact", "replay"]

"""The outline, page by page: importing them adds them to the blueprint."""

from __future__ import annotations

from web.studio.outline import overview, step
from web.studio.outline.blueprint import blueprint

__all__ = ["blueprint", "overview", "step"]

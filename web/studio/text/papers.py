"""Document templates of a change as they will be printed, on an invented form."""

from __future__ import annotations

from engine.bundle import Bundle
from handlers.documents.pages import assets, fill
from handlers.documents.press import Paper, press
from handlers.documents.sample import sample


def printed(bundle: Bundle, stage: int) -> Paper:
    """The PDF of a stage. Permanent when a template or a file it asks for is wrong."""
    known = {"form": sample(stage), "parameters": bundle.parameters}
    return press(fill(bundle, f"stage_{stage}.html", known), assets(bundle))

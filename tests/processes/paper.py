"""Pages that are written but not laid out, for the many stories that are not about PDFs."""

from __future__ import annotations

from handlers.documents.press import Paper


def plain(html: str, assets: object) -> Paper:
    """A page as it was written, not laid out: the PDFs have their own tests, and these many."""
    return Paper(html.encode(), 1)

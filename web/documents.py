"""A document as an answer: always a download, never a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

from engine.tables import Document


def download(document: Document, content: bytes) -> Response:
    """The bytes under the document's own name. A browser may neither guess nor run them."""
    return sent_as(document.name, document.media_type, content)


def sent_as(name: str, media_type: str, content: bytes) -> Response:
    """These bytes as a download of this name."""
    answer = Response(content, mimetype=media_type)
    name = quote(name)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer

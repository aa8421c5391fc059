"""The papers that come with letters, read back."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from tests.journeys.people import Someone


def attached(reader: Someone, subject: str) -> bytes:
    """What is attached to the newest letter to somebody with these words in its subject."""
    reader.read_letter(subject)
    link = reader.page.get_by_role("link", name=re.compile(r"\.pdf$"))
    answer = reader.page.request.get(link.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    return bytes(answer.body())


def text_of(paper: bytes) -> str:
    """The words of a PDF, with single spaces between them."""
    pages = PdfReader(io.BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())

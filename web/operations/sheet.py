"""A list to take away: CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from handlers.reports.sheet import MEDIA_TYPE, safe
from web.documents import sent_as

MOST = 10_000


def sheet(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a download called `name`; at most MOST of them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe("" if one is None else str(one)) for one in row])
    return sent_as(name, MEDIA_TYPE, text.getvalue().encode("utf-8-sig"))

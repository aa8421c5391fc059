"""A list to take away: CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from flask import Response, stream_with_context
from sqlalchemy.orm import Session

from handlers.reports.sheet import MEDIA_TYPE, safe
from web.documents import sent_as
from web.parts import parts

Lines = Iterable[Sequence[object]]
# Some lines of a list with the place to go on from: None after the last.
More = Callable[[Session, str | None], tuple[Lines, str | None]]
MOST, AT_ONCE = 10_000, 500
MARK = "\ufeff"


def sheet(name: str, headings: Sequence[str], rows: Lines) -> Response:
    """The rows as a download called `name`; at most MOST of them."""
    return sent_as(name, MEDIA_TYPE, f"{MARK}{_text([headings, *rows])}".encode())


def flowing(name: str, headings: Sequence[str], more: More) -> Response:
    """A long list as a download called `name`, written while it is read: all of it, as it was at
    one moment. `more` reads AT_ONCE lines."""
    answer = sent_as(name, MEDIA_TYPE, b"")
    answer.response = stream_with_context(_pieces(headings, more))
    del answer.headers["Content-Length"]
    return answer


def _pieces(headings: Sequence[str], more: More) -> Iterator[bytes]:
    yield f"{MARK}{_text([headings])}".encode()
    after: str | None = None
    with parts().database.read() as session:
        while True:
            rows, after = more(session, after)
            yield _text(rows).encode()
            session.expunge_all()
            if after is None:
                return


def _text(rows: Lines) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for row in rows:
        writer.writerow([safe("" if one is None else str(one)) for one in row])
    return written.getvalue()

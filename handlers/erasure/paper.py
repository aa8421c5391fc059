"""The pages that are printed: the proof of an erasure, and the notice in a document's place."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from handlers.erasure.findings import Findings
from handlers.erasure.tables import Erasure
from handlers.erasure.wording import ABOUT, lines, said, touched, verdict

HERE = ZoneInfo("Europe/London")
PAGES = Environment(
    loader=FileSystemLoader(__file__.rpartition("/")[0] + "/pages"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def proof_page(row: Erasure, by: str) -> str:
    """The proof: what was searched, what was found before and after. It names no one erased.

    `by` is the name of whoever did it.
    """
    findings = Findings.read(row.findings)
    found = touched(findings)
    return PAGES.get_template("proof.html").render(
        row=row,
        by=by,
        findings=findings,
        touched=found,
        rest=[one for one in lines(findings) if one not in found],
        verdict=verdict(row, findings),
        about=ABOUT[row.about].capitalize(),
        remains=[said(one) for one in findings.remains],
        at=moment(row.at),
        searched_at=moment(row.searched_at),
    )


def notice_page(at: datetime) -> str:
    """What stands in the place of a document that named somebody who was erased."""
    return PAGES.get_template("notice.html").render(at=moment(at))


def moment(at: datetime) -> str:
    """An instant as a person reads it here."""
    local = at.astimezone(HERE)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"

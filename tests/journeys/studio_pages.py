"""Every page of the studio, each with something on it, and the addresses that are no pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask

from engine.bundle import Bundle
from engine.changes import ChangeConflict
from engine.registry import Grouping
from engine.releases import Roll
from tests.journeys.test_play import simulated
from tests.web.studio.library import ASKED, SECTIONS
from web.parts import Parts

BORROWING = Path(__file__).parents[1] / "borrowing"
TABLE, LETTER = "the_fine.dmn", "mail/overdue/body.txt"
# Data, files, and parts of pages that scripts put into them.
NO_PAGES = {
    "studio.file", "studio.change_as_zip", "studio.version_as_zip", "studio_diagrams.findings",
    "studio_diagrams.known", "studio_effects.drawing", "studio_effects.impact_sheet",
    "studio_forms.shown", "studio_letters.beside", "studio_text.findings", "studio_text.paper",
    "studio_release.process_diagram",
}  # fmt: skip
DRAWN = ("/drawn/", "/forms-drawn/", "/diagrams/")
OTHERS = (
    "/studio", "/studio/bundles/borrowing", "/studio/import", "/studio/versions/borrowing",
    "/studio/versions/borrowing/1", "/studio/versions/borrowing/2/compare",
    "/studio/versions/borrowing/1/processes/borrowing",
)  # fmt: skip
PAGES = (
    "", "/files?open=yes", "/new", "/check", "/about/bundle.toml", "/diagrams/borrowing.bpmn",
    "/outline/borrowing.bpmn", "/outline-step/borrowing.bpmn?element=confirm", f"/tables/{TABLE}",
    f"/drawn/{TABLE}", "/forms/forms/mend.form", "/forms-drawn/forms/mend.form",
    "/sections/forms/book/form.toml", f"/letters/{LETTER}", "/settings", "/text/bundle.toml",
    "/phrases?find=book", "/play", "/scenarios", "/simulation", "/differences", "/impact",
    "/replay", "/approval", "/deploy",
)  # fmt: skip


def pages(parts: Parts, change: UUID) -> list[str]:
    """The addresses of all pages but those of a play, once there is something on each."""
    on_trial(parts)
    written = {"forms/book/form.toml": SECTIONS, "forms/book/asked.form": ASKED}
    parts.changes.write_many(change, {**written}, by="olive", note="")
    more = (f"/aside/{put_aside(parts, change)}", f"/simulation/{simulated(parts, change)}")
    return [*OTHERS, *(f"/studio/changes/{change}{page}" for page in (*PAGES, *more))]


def put_aside(parts: Parts, change: UUID) -> int:
    """Two write one letter at once; the number under which the second text is kept."""
    parts.changes.write(change, LETTER, b"It is late.\n", by="otto", seen=0)
    with pytest.raises(ChangeConflict) as refused:
        parts.changes.write(change, LETTER, b"It is overdue.\n", by="olive", seen=0)
    assert refused.value.aside is not None
    return refused.value.aside


def on_trial(parts: Parts) -> None:
    """Some readers have a second version first."""
    readers = Grouping("readers", lambda _s, _t: ["rita"], lambda _s, _t, person: person)
    parts.engine.context.registry.groupings["readers"] = readers
    change = parts.changes.begin("borrowing", "For some first", by="otto")
    text = parts.changes.base(change).files["bundle.toml"]
    text += b"\n[rollout]\nby = 'reader'\ngroups = 'readers'\n"
    parts.changes.write(change, "bundle.toml", text, by="otto", seen=0)
    asked = parts.releases.ask(change, by="otto", note="For some first")
    digest = parts.changes.view(change).digest
    parts.releases.decide(asked, by="hugo", digest=digest, note="Read", approve=True)
    some = Roll("groups", groups=("rita",))
    parts.releases.deploy(change, by="otto", note="For some", roll=some, carry=[])


def not_visited(app: Flask, visited: list[str]) -> set[str]:
    """The endpoints of the studio that answer GET with a page, and were not among these."""
    urls = app.url_map.bind("localhost")
    seen = {urls.match(urlsplit(address).path)[0] for address in visited}
    rules = [one for one in app.url_map.iter_rules() if str(one).startswith("/studio")]
    return {one.endpoint for one in rules if "GET" in (one.methods or ())} - NO_PAGES - seen


def deployed_borrowing(parts: Parts) -> UUID:
    """A change of the borrowing of books that Olive has begun."""
    parts.engine.deploy(Bundle.from_folders(BORROWING), by="boss")
    return parts.changes.begin("borrowing", "Longer loans", by="olive")

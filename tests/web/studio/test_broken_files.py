"""Whatever is in a file, its page opens and says what is wrong."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.changes import ChangeRefused
from engine.checks import safety
from engine.model import Finding
from tests.web.studio.library import library
from tests.web.studio.plain import MAIL, PAGE, app, books, fields, here, olive, parts

__all__ = ["app", "books", "here", "olive", "parts"]


BROKEN = (
    b"key = ",
    b"key = 7",
    b'key = "a"\nparameters = 7',
    b'key = "a"\n[calendar]\nclosures = 7',
    b'key = "a"\nvariables = []\n[calendar]\nzone = "../Mars"',
    b'key = "a"\ncalendar = "x"\nrollout = "x"',
    b'key = "a"\n[rollout]\nby = []\ngroups = []\nenough = "x"',
)
OF_ALL_PARTS = (
    "play",
    "play?process=lend",
    "differences",
    "approval",
    "deploy",
    "check",
    "diagrams/lend.bpmn",
    "diagrams/lend.bpmn/known",
    "diagrams/lend.bpmn/findings",
    "outline/lend.bpmn",
)


def test_every_page_opens_while_the_manifest_is_broken(parts, olive, here, books):
    for manifest in BROKEN:
        parts.changes.write_many(books, {"bundle.toml": manifest}, by="olive")
        for page in ("settings", "tables/days.dmn", f"forms/{PAGE}", f"letters/{MAIL}"):
            answer = olive.get(f"{here}/{page}", query_string={"decision": "days"})
            assert answer.status_code == 200, (manifest, page)
        assert "bundle.toml:" in olive.get(f"{here}/forms/{PAGE}").text


def test_every_part_of_the_studio_goes_on_while_the_manifest_is_broken(parts, olive, here, books):
    parts.engine.deploy(Bundle(library()), by="boss")
    for manifest in (*BROKEN, None):
        parts.changes.write_many(books, {"bundle.toml": manifest}, by="olive")
        for page in OF_ALL_PARTS:
            assert olive.get(f"{here}/{page}").status_code == 200, (manifest, page)
        assert "bundle.toml" in olive.get(f"{here}/play").text
        assert "bundle.toml" in olive.get(f"{here}/differences").text
        begun = olive.post(f"{here}/play", data={"process": "lend", "at": "2026-12-01 09:00"})
        assert begun.status_code == 422
        assert olive.post(f"{here}/deploy", data={"how": "now", "note": "x"}).status_code == 409


def test_a_process_without_an_id_has_no_outline(parts, olive, here, books):
    nameless = library()["lend.bpmn"].replace(b'process id="lend"', b"process")
    parts.changes.write_many(books, {"lend.bpmn": nameless}, by="olive")
    assert olive.get(f"{here}/outline/lend.bpmn").status_code == 200


def test_a_register_that_cannot_be_read_is_not_written_into(parts, olive, here, books):
    for register in (b"clause = 5\n", b"[[", b"[[clause]]\nid = 5\n"):
        parts.changes.write_many(books, {"policy.toml": register}, by="olive")
        answer = olive.post(f"{here}/diagrams/lend.bpmn/clauses")
        assert (answer.status_code, answer.get_json()["remedy"]) == (422, "Mend it as text first.")
        assert parts.changes.file(books, "policy.toml")[0] == register


def test_what_costs_too_much_to_read_is_never_read_by_a_page(
    parts, olive, here, books, monkeypatch
):
    costly = Finding("error", "days.dmn", "", "It costs too much.", "Draw it again.")
    monkeypatch.setattr(safety, "unsafe", lambda files: [costly])
    told = olive.post(f"{here}/tables-kept/days.dmn", data=b"<costly/>").get_json()
    assert told == {"losses": ["It costs too much. Draw it again."]}
    edition = parts.changes.file(books, "days.dmn")[1]
    seen = {"If-Match": f'"{edition}"'}
    saved = olive.put(f"{here}/files/days.dmn", data=b"<costly/>", headers=seen)
    assert (saved.status_code, saved.get_json()["sentence"]) == (422, "It costs too much.")
    with pytest.raises(ChangeRefused, match="costs too much"):
        parts.changes.write_many(books, {"days.dmn": b"<costly/>"}, by="olive")
    with pytest.raises(ChangeRefused, match="costs too much"):
        parts.changes.begin_with("library", "Costly", {"days.dmn": b"<costly/>"}, by="olive")


GROUP = b'{"components": [{"type": "group", "components": 7}]}'
HOSTILE = {
    f"forms/{PAGE}": [b"[]", b"{", b'{"components": 7}', GROUP],
    "tables/days.dmn": [b"", b"<a/>", library()["days.dmn"].replace(b"<text>7</text>", b"")],
    f"letters/{MAIL}": [b"{% if %}", b"{{ about.days.x.y }}", b"{{ 9 ** 9 }}"],
    "letters/mail/lent/letter.toml": [b"audit = 7", b"= 1", b'template = "lent"'],
    "sections/forms/book/form.toml": [b"order = 7", b"title = 1\norder = [1]\ngroups = [1]", b"="],
}


@pytest.mark.parametrize("page", HOSTILE)
def test_whatever_is_in_a_file_its_page_opens_and_saves(parts, olive, here, books, page):
    path = page.partition("/")[2]
    for content in HOSTILE[page]:
        parts.changes.write_many(books, {path: content}, by="olive")
        shown = olive.get(f"{here}/{page}")
        assert shown.status_code == 200, content
        sent = olive.post(f"{here}/{page}", data=fields(shown.text))
        assert sent.status_code in (303, 422), content
        assert olive.get(f"{here}/forms/{PAGE}").status_code == 200, content
        parts.changes.write_many(books, {path: library()[path]}, by="olive")

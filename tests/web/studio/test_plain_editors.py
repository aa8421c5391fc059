"""Everything that is not a diagram is edited in plain fields, with and without JavaScript."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.bundle import Bundle
from engine.changes import ChangeRefused
from engine.checks import safety
from engine.clock import SetClock
from engine.model import Finding
from tests.web.installation import MONDAY
from tests.web.people import employ
from tests.web.studio.conftest import employ_owners
from tests.web.studio.library import library
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

SCRIPT = {"X-Requested-With": "fetch"}
AREA = r'<textarea[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>'
CHOICE = r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>'
MAIL = "mail/lent/body.txt"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Parts]:
    """One installation for all of this, with every handler and the real check."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copy(migrated, folder / "plumbline.db")
    config = Config.from_environment({}, DATA=str(folder), DEMO="yes", SECRET="for tests only")
    made = build(config, SetClock(MONDAY))
    with made.database.write() as session:
        employ(session)
        employ_owners(session)
    yield made
    made.close()


@pytest.fixture(scope="module")
def app(parts: Parts) -> Flask:
    made = create_app(parts=parts)
    made.config.update(WTF_CSRF_ENABLED=False)
    return made


@pytest.fixture
def books(parts: Parts) -> UUID:
    """A change that Olive has begun, with every kind of file."""
    return parts.changes.begin_with("library", "Rare books", library(), by="olive")


@pytest.fixture
def here(books) -> str:
    return f"/studio/changes/{books}"


@pytest.fixture
def olive(sign_in) -> FlaskClient:
    return sign_in("olive")


def fields(page: str) -> dict[str, str]:
    """What a browser would post: the fields of the page as they are."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticked = given.get("type") not in ("checkbox", "radio") or re.search(r"\bchecked\b", tag)
        if "name" in given and ticked and not given["name"].startswith("given."):
            found[given["name"]] = unescape(given.get("value", ""))
    for name, text in re.findall(
        r'<textarea[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.S
    ):
        found[name] = unescape(text).removeprefix("\n")
    for name, inside in re.findall(CHOICE, page, re.S):
        found[name] = re.findall(r"<option selected>([^<]*)", inside + "<option selected>")[0]
    return found


def kept(parts: Any, change: UUID, path: str) -> str:
    return parts.changes.file(change, path)[0].decode()


def test_a_setting_is_changed_by_its_name_and_says_where_it_is_used(parts, olive, here, books):
    page = olive.get(f"{here}/settings").text
    assert "For how many days a book is lent." in page
    assert "days.dmn" in page.partition("Where “Days” is used (1)")[2]
    wrong = olive.post(f"{here}/settings", data={**fields(page), "parameters.days": "soon"})
    assert wrong.status_code == 422
    assert "Days must be a number, like 15" in wrong.text
    assert 'value="soon"' in wrong.text
    assert kept(parts, books, "bundle.toml").encode() == library()["bundle.toml"]

    answer = olive.post(f"{here}/settings", data={**fields(page), "parameters.days": "21"})
    assert answer.status_code == 303
    assert "# For how many days a book is lent.\ndays = 21\n" in kept(parts, books, "bundle.toml")
    assert "Settings" in olive.get(here).text


def test_a_row_is_switched_on_and_a_cell_changed(parts, olive, here, books):
    page = olive.get(f"{here}/tables/days.dmn").text
    sent = {**fields(page), "t0.0.on": "yes", "t0.0.o0": "3"}
    assert "t0.0.on" not in fields(page)
    answer = olive.post(f"{here}/tables/days.dmn", data=sent)
    assert answer.status_code == 303
    assert answer.location.endswith("/tables/days.dmn")
    before = library()["days.dmn"].decode()
    after = before.replace("<text>false</text>", "<text>true</text>").replace(">7<", ">3<")
    assert kept(parts, books, "days.dmn") == after


def test_rows_come_move_and_go_by_buttons(parts, olive, here):
    def press(action: str, **typed: str) -> list[str]:
        page = olive.get(f"{here}/tables/days.dmn").text
        olive.post(f"{here}/tables/days.dmn", data={**fields(page), **typed, "_action": action})
        return re.findall(
            r'name="t0\.\d+\.id" value="([^"]*)"', olive.get(f"{here}/tables/days.dmn").text
        )

    [_, _, new] = press("add:0")
    assert press("up:0:2") == ["rare", new, "others"]
    assert press("remove:0:0") == [new, "others"]
    assert press("column:0:input", **{"t0.new.label": "Age", "t0.new.text": "age"})
    page = olive.get(f"{here}/tables/days.dmn").text
    assert "Row 1, Age" in page
    [column] = re.findall(r'value="drop:0:(input_\w+)"', page)
    press(f"drop:0:{column}")
    assert "Row 1, Age" not in olive.get(f"{here}/tables/days.dmn").text


def test_a_table_is_tried_with_words(olive, here):
    def answer(**given: str) -> str:
        words = {"decision": "days", **{f"given.{name}": word for name, word in given.items()}}
        return unescape(olive.get(f"{here}/tables/days.dmn", query_string=words).text)

    page = answer(kind="rare")
    assert "Answer: <code>14</code>" in page
    assert "Row 2: All others" in page
    assert "given.parameters" not in page


def test_a_letter_is_reworded_and_a_wrong_name_is_told_in_words(parts, olive, here, books):
    page = olive.get(f"{here}/letters/{MAIL}").text
    assert "Your book is lent for [days] days." in page
    assert "Tell the reader" in page
    assert "(without a link)" in page
    wrong = fields(page) | {"body": "Dear {{ recipient.nam }}, bring {{ link }} back."}
    answer = olive.post(f"{here}/letters/{MAIL}", data=wrong, headers=SCRIPT)
    assert set(answer.get_json()["editions"]) == {
        "mail/lent/subject.txt", MAIL, "mail/lent/letter.toml"
    }  # fmt: skip
    told = unescape(olive.get(f"{here}/letters-shown/lent").text)
    assert "There is no “nam”. Write name." in told
    assert "There is no “link”. Leave it out, or say link = true in letter.toml." in told

    right = fields(olive.get(f"{here}/letters/{MAIL}").text)
    right |= {"body": "Keep it <script>alert(1)</script> {{ about.days }} days.", "link": "yes"}
    assert olive.post(f"{here}/letters/{MAIL}", data=right).status_code == 303
    shown = olive.get(f"{here}/letters/{MAIL}").text
    assert "Keep it &lt;script&gt;alert(1)&lt;/script&gt; [days] days." in shown
    assert "<script>alert" not in shown
    assert "link = true" in kept(parts, books, "mail/lent/letter.toml")
    assert "# About a book, not an audit." in kept(parts, books, "mail/lent/letter.toml")


def test_a_letter_that_lacks_its_text_can_be_completed(parts, olive, here, books):
    parts.changes.write_many(books, {MAIL: None}, by="olive")
    page = olive.get(f"{here}/letters/mail/lent").text
    assert "has no mail/lent/body.txt" in unescape(page)
    olive.post(f"{here}/letters/mail/lent", data={**fields(page), "body": "Here it is."})
    assert kept(parts, books, MAIL) == "Here it is.\n"


def test_who_comes_second_is_told_and_keeps_their_words(parts, sign_in, olive, here, books):
    page = olive.get(f"{here}/text/bundle.toml").text
    hugo = sign_in("hugo")
    parts.changes.write(books, "bundle.toml", b'key = "library"\n', by="hugo", seen=_edition(page))
    mine = {**fields(page), "content": 'key = "library"\n# mine\n'}
    told = olive.post(f"{here}/text/bundle.toml", data=mine)
    assert told.status_code == 409
    assert "Hugo Head changed bundle.toml" in told.text
    assert "# mine" in told.text
    assert olive.post(f"{here}/text/bundle.toml", data=fields(told.text)).status_code == 303
    assert kept(parts, books, "bundle.toml") == 'key = "library"\n# mine\n'

    parts.changes.hold(books, "bundle.toml", by="hugo")
    page = olive.get(f"{here}/text/bundle.toml").text
    held = olive.post(f"{here}/text/bundle.toml", data={**fields(page), "content": "key = 2"})
    assert held.status_code == 423
    assert "Hugo Head has bundle.toml in hand" in held.text
    over = {**fields(held.text), "_over": "yes"}
    assert olive.post(f"{here}/text/bundle.toml", data=over).status_code == 303
    assert hugo.get(f"{here}/text/bundle.toml").status_code == 200


def test_what_the_check_says_of_a_file_is_beside_it(parts, olive, here, books):
    edition = parts.changes.file(books, "bundle.toml")[1]
    parts.changes.write(books, "bundle.toml", b"key = 7\n", by="olive", seen=edition)
    told = olive.get(f"{here}/findings/bundle.toml", headers=SCRIPT).text
    assert "The bundle has no key that can be used." in told
    assert "<html" not in told
    assert "Back to the file" in olive.get(f"{here}/findings/bundle.toml").text


def test_who_may_only_read_finds_no_button(sign_in, here, olive):
    boss = sign_in("boss")
    for page in ("settings", "tables/days.dmn", f"letters/{MAIL}", "text/bundle.toml"):
        answer = boss.get(f"{here}/{page}")
        assert answer.status_code == 200
        assert re.search(r">\s*Save\s*</button>", answer.text) is None
        assert re.search(r">\s*Save\s*</button>", olive.get(f"{here}/{page}").text)
        assert boss.post(f"{here}/{page}").status_code == 403


def test_a_file_that_is_not_there_or_of_another_kind_is_not_found(olive, here):
    for page in ("tables/lend.bpmn", "tables/no.dmn", "letters/bundle.toml", "text/no.toml"):
        assert olive.get(f"{here}/{page}").status_code == 404


def test_a_table_that_cannot_be_read_is_told_and_its_text_is_still_there(parts, olive, here, books):
    parts.changes.write_many(books, {"days.dmn": b"<broken"}, by="olive")
    page = unescape(olive.get(f"{here}/tables/days.dmn").text)
    assert "The file is not readable XML near line 1." in page
    assert "&lt;broken" in olive.get(f"{here}/text/days.dmn").text


def _edition(page: str) -> int:
    return int(fields(page)["_seen:bundle.toml"])


def test_what_a_script_sends_wrongly_is_answered_as_data(olive, here):
    page = fields(olive.get(f"{here}/settings").text)
    answer = olive.post(f"{here}/settings", data={**page, "parameters.days": "x"}, headers=SCRIPT)
    assert answer.status_code == 422
    assert json.loads(answer.text)["problems"] == {
        "parameters.days": "Days must be a number, like 15"
    }


PAGE = "forms/book/asked.form"


def test_a_question_is_added_for_one_kind_of_book_only(parts, olive, here, books):
    address = f"{here}/forms/{PAGE}"
    page = fields(olive.get(address).text)
    assert (page["c_care.fact"], page["c_care.value"]) == ("kind", "rare")
    new = {"_action": "add", "_new.words": "Will you wear gloves?", "_new.type": "radio"}
    olive.post(address, data={**page, **new})
    page = fields(olive.get(address).text)
    only = {"c_will_you_wear_gloves.fact": "kind", "c_will_you_wear_gloves.value": "rare"}
    olive.post(address, data={**page, **only})
    assert '"hide": "=given.kind != \\"rare\\""' in kept(parts, books, PAGE)

    seen = olive.get(f"{here}/forms-shown/{PAGE}", query_string={"kind": "rare"}, headers=SCRIPT)
    assert "Will you wear gloves?" in seen.text
    plain = olive.get(f"{here}/forms-shown/{PAGE}", query_string={"kind": "map"}, headers=SCRIPT)
    assert "Will you wear gloves?" not in plain.text
    wrong = olive.get(f"{here}/forms-shown/{PAGE}", query_string={"wrong": "yes"}, headers=SCRIPT)
    assert "There is a problem" in wrong.text


def test_a_question_that_a_condition_uses_is_told_at_both_when_it_is_gone(
    parts, olive, here, books
):
    address = f"{here}/forms/{PAGE}"
    page = fields(olive.get(address).text)
    olive.post(address, data={**page, "c_care.fact": "", "_action": "save"})
    text = kept(parts, books, PAGE).replace(
        '"id": "c_care"', '"id": "c_care", "conditional": {"hide": "=name = null"}'
    )
    parts.changes.write_many(books, {PAGE: text.encode()}, by="olive")
    page = fields(olive.get(address).text)
    assert page["c_care.hidden"] == "name = null"
    olive.post(address, data={**page, "_action": "remove:c_name"})
    told = parts.changes.findings(books)
    said = {(f.file, f.element) for f in told if "name" in f.sentence}
    assert {(PAGE, "care"), ("lend.bpmn", "say")} <= said


def test_sections_are_kept_in_order_with_their_pages(parts, olive, here, books):
    address = f"{here}/sections/forms/book/form.toml"
    page = fields(olive.get(address).text)
    assert page["title.asked"] == "Asked for"
    answer = olive.post(address, data={**page, "_action": "add", "_new.title": ""})
    assert "Enter the title of the new section." in answer.text
    olive.post(address, data={**page, "_action": "add", "_new.title": "Care"})
    page = fields(olive.get(address).text)
    olive.post(address, data={**page, "_action": "up:care"})
    assert 'order = ["care", "asked"]' in kept(parts, books, "forms/book/form.toml")
    assert olive.get(f"{here}/forms/forms/book/care.form").status_code == 200
    page = fields(olive.get(address).text)
    olive.post(address, data={**page, "_action": "remove:care"})
    assert parts.changes.file(books, "forms/book/care.form")[0] is None


def test_what_the_form_editor_would_lose_is_told(parts, olive, here):
    content = library()[PAGE]
    same = olive.post(f"{here}/forms-kept/{PAGE}", data=content).get_json()
    assert same == {"losses": []}
    less = content.replace(b', "validate": {"required": true}', b"")
    told = olive.post(f"{here}/forms-kept/{PAGE}", data=less).get_json()["losses"]
    assert told == ["“care” validate required would be lost."]


def test_what_cannot_be_printed_says_why(olive, here):
    answer = olive.get(f"{here}/papers/stage-1")
    assert answer.status_code == 422
    assert "It cannot be printed" in answer.text
    assert "documents/stage_1.html" in answer.text
    assert olive.get(f"{here}/papers/stage-9").status_code == 404


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


def test_sections_that_somebody_changed_meanwhile_are_not_written_over(parts, olive, here, books):
    address, path = f"{here}/sections/forms/book/form.toml", "forms/book/form.toml"
    page = fields(olive.get(address).text)
    theirs = library()[path].replace(b"Asked for", b"Asked for by Hugo")
    parts.changes.write_many(books, {path: theirs}, by="hugo")
    late = olive.post(address, data={**page, "_action": "add", "_new.title": "Care"})
    assert late.status_code == 409
    assert "after you opened this page" in late.text
    assert parts.changes.file(books, path)[0] == theirs


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

"""Settings, letters and any file are edited in plain fields, with and without JavaScript."""

from __future__ import annotations

import json
import re
from html import unescape

from tests.web.studio.library import library
from tests.web.studio.plain import MAIL, SCRIPT, app, books, fields, here, kept, olive, parts

__all__ = ["app", "books", "here", "olive", "parts"]


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


def _edition(page: str) -> int:
    return int(fields(page)["_seen:bundle.toml"])


def test_what_a_script_sends_wrongly_is_answered_as_data(olive, here):
    page = fields(olive.get(f"{here}/settings").text)
    answer = olive.post(f"{here}/settings", data={**page, "parameters.days": "x"}, headers=SCRIPT)
    assert answer.status_code == 422
    assert json.loads(answer.text)["problems"] == {
        "parameters.days": "Days must be a number, like 15"
    }


def test_what_cannot_be_printed_says_why(olive, here):
    answer = olive.get(f"{here}/papers/stage-1")
    assert answer.status_code == 422
    assert "It cannot be printed" in answer.text
    assert "documents/stage_1.html" in answer.text
    assert olive.get(f"{here}/papers/stage-9").status_code == 404


def test_all_that_is_refused_of_a_letter_is_told_at_once_and_nothing_is_half_saved(
    parts, olive, here, books
):
    sent = fields(olive.get(f"{here}/letters/{MAIL}").text)
    subject, options = (f"mail/lent/{name}" for name in ("subject.txt", "letter.toml"))
    read = parts.changes.file(books, subject)[1]
    moved = parts.changes.write(books, subject, b"Hugo\n", by="hugo", seen=read)
    parts.changes.hold(books, MAIL, by="hugo")
    sent |= {"subject": "Olive", "body": "Olive", "sender": "Olive"}
    refused = olive.post(f"{here}/letters/{MAIL}", data=sent)
    page = unescape(refused.text)
    assert refused.status_code == 423
    assert f"has {MAIL} in hand" in page
    assert f"changed {subject}" in page
    assert 'value="Olive"' in page
    assert "Olive" not in kept(parts, books, options)
    assert kept(parts, books, subject) == "Hugo\n"

    told = olive.post(f"{here}/letters/{MAIL}", data=sent, headers=SCRIPT).get_json()
    assert MAIL in told["sentence"]
    assert subject in told["sentence"]
    assert told["aside"]
    again = {**fields(refused.text), **sent, "_over": "yes", f"_seen:{subject}": f"{moved}"}
    assert olive.post(f"{here}/letters/{MAIL}", data=again).status_code == 303
    assert [kept(parts, books, path) for path in (subject, MAIL)] == ["Olive\n", "Olive\n"]
    assert 'sender = "Olive"' in kept(parts, books, options)

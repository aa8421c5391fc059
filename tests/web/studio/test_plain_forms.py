"""Forms and their sections are edited in plain fields."""

from __future__ import annotations

from tests.web.studio.library import library
from tests.web.studio.plain import PAGE, SCRIPT, app, books, fields, here, kept, olive, parts

__all__ = ["app", "books", "here", "olive", "parts"]


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


def test_sections_that_somebody_changed_meanwhile_are_not_written_over(parts, olive, here, books):
    address, path = f"{here}/sections/forms/book/form.toml", "forms/book/form.toml"
    page = fields(olive.get(address).text)
    theirs = library()[path].replace(b"Asked for", b"Asked for by Hugo")
    parts.changes.write_many(books, {path: theirs}, by="hugo")
    late = olive.post(address, data={**page, "_action": "add", "_new.title": "Care"})
    assert late.status_code == 409
    assert "after you opened this page" in late.text
    assert parts.changes.file(books, path)[0] == theirs

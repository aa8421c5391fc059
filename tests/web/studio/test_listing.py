"""The files of a change as owners know them: begun plain, undone, deleted with a warning."""

from __future__ import annotations

from handlers.checking import check
from web.studio.uses import uses


def test_files_are_told_by_what_they_are_about(sign_in, at, parts, change):
    parts.changes.write(change, "policy.toml", b"# new\n", by="hugo", seen=0)
    parts.changes.hold(change, "lending.bpmn", by="hugo")
    page = sign_in("olive").get(at + "/files").text
    for words in ("Diagrams", "Decision tables", "Forms", "Lending a book", "What is rarely lent"):
        assert words in page
    assert "Hugo Head is editing it now." in page
    assert "Hugo Head, 30 November 2026 at 9am" in page
    assert page.count("Changed</strong>") == 1


MADE = {
    "diagram": "give_back_late_say.bpmn",
    "table": "give_back_late_say.dmn",
    "form": "forms/give_back_late_say.form",
    "letter": "mail/give_back_late_say/body.txt",
}


def test_what_is_new_begins_plain_and_passes_the_check(sign_in, at, parts, change):
    before = check(parts.changes.bundle(change), parts.engine.context.registry)
    client = sign_in("olive")
    for kind, path in MADE.items():
        sent = {"kind": kind, "title": 'Give back late, say "<&{}>"'}
        assert client.post(at + "/new", data=sent).status_code == 303
        assert path in parts.changes.bundle(change).files
        again = client.post(at + "/new", data=sent)
        assert again.status_code == 422
        assert "There is one of that name already." in again.text
    after = check(parts.changes.bundle(change), parts.engine.context.registry)
    assert [f for f in after if f.level == "error" and f not in before] == []


def test_what_is_new_needs_a_kind_and_a_name(sign_in, at):
    client = sign_in("olive")
    assert "Select what is to be new" in client.post(at + "/new", data={"title": "Late"}).text
    nameless = client.post(at + "/new", data={"kind": "table", "title": "42 –"})
    assert nameless.status_code == 422
    assert "It needs a name" in nameless.text


def test_where_a_file_is_used_is_said_before_it_is_deleted(sign_in, at, parts, change):
    path = "forms/hand_out.form"
    bundle = parts.changes.bundle(change)
    assert [(use.file, use.element) for use in uses(bundle, path)] == [("lending.bpmn", "hand_out")]
    assert {use.file for use in uses(bundle, "rare_kind.dmn")} == {"forms/request/form.toml"}
    assert uses(bundle, "policy.toml") == []
    client = sign_in("olive")
    assert "diagrams/lending.bpmn?element=hand_out" in client.get(f"{at}/about/{path}").text
    gone = client.post(f"{at}/about/{path}", data={"do": "delete", f"_seen:{path}": "0"})
    assert gone.status_code == 303
    assert path not in parts.changes.bundle(change).files
    assert "This file is deleted in this change." in client.get(f"{at}/about/{path}").text
    assert client.post(f"{at}/about/{path}", data={"do": "undo"}).status_code == 303
    assert path in parts.changes.bundle(change).files
    assert "Do it again" in client.get(f"{at}/about/{path}").text


def test_a_file_in_hand_is_not_deleted_by_another(sign_in, at, parts, change):
    path = "forms/hand_out.form"
    parts.changes.hold(change, path, by="hugo")
    sent = {"do": "delete", f"_seen:{path}": "0"}
    refused = sign_in("olive").post(f"{at}/about/{path}", data=sent)
    assert refused.status_code == 423
    assert "Hugo Head has" in refused.text
    assert sign_in("olive").post(f"{at}/about/{path}", data={"do": "eat"}).status_code == 422


def test_kinds_are_folded_until_something_in_them_is_changed_or_asked_for(
    sign_in, at, parts, change
):
    client = sign_in("olive")
    folded, opened = '<details class="pl-kind">', '<details class="pl-kind" open>'
    page = client.get(at + "/files").text
    assert (page.count(folded) > 3, page.count(opened)) == (True, 0)
    parts.changes.write(change, "policy.toml", b"# new\n", by="hugo", seen=0)
    page = client.get(at + "/files").text
    assert page.count(opened) == 1
    assert "1 file, 1 changed" in " ".join(page.replace('<span class="pl-quiet">', "").split())
    for asked in ("?open=yes", "?text=LENDING A BOOK"):
        assert folded not in client.get(at + "/files" + asked).text


def test_the_list_shows_what_is_asked_for(sign_in, at, parts, change):
    parts.changes.write(change, "policy.toml", b"# new\n", by="hugo", seen=0)
    client = sign_in("olive")
    changed = client.get(at + "/files?changed=yes").text
    assert "policy.toml" in changed
    assert "lending.bpmn" not in changed
    assert "lending.bpmn" in client.get(at + "/files?text=LENDING A BOOK").text
    assert "No file fits these filters." in client.get(at + "/files?text=nothing of it").text
    assert "saved by Hugo Head" in client.get(at).text

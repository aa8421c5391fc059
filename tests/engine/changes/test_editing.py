"""Editing a change: each save is an edition, and what is in force stays as it is."""

from __future__ import annotations

import pytest

from engine import queries
from engine.bundle import Bundle
from engine.changes import ChangeRefused
from engine.errors import NotFound

LETTER = "mail/late/body.txt"


def test_a_change_begins_as_what_is_in_force(desk):
    view = desk.changes.view(desk.id)
    assert (view.bundle_key, view.base_version, view.edition, view.state) == ("loans", 1, 0, "open")
    assert view.digest == desk.changes.base(desk.id).digest == desk.changes.bundle(desk.id).digest
    assert view.touched_by == {"maya"}


def test_each_save_is_an_edition_with_its_author(desk):
    first = desk.write("Dear reader,\n", seen=0)
    second = desk.write("Dear reader, please\n", by="noor", seen=first)
    assert (first, second) == (1, 2)
    assert desk.says() == "Dear reader, please\n"
    assert desk.changes.file(desk.id, "CHANGELOG.md") == (b"# Loans\n", 0)
    edits = [(e.number, e.path, e.by, e.what) for e in desk.changes.edits(desk.id)]
    assert edits == [(1, LETTER, "maya", "saved"), (2, LETTER, "noor", "saved")]
    assert desk.changes.view(desk.id).touched_by == {"maya", "noor"}


def test_the_digest_follows_every_edition_and_comes_back_with_the_content(desk):
    begun = desk.changes.view(desk.id).digest
    seen = desk.write("Kinder.\n", seen=0)
    assert desk.changes.view(desk.id).digest == desk.changes.bundle(desk.id).digest != begun
    desk.write("Please bring it back.\n", seen=seen)
    assert desk.changes.view(desk.id).digest == begun
    assert {one.path: one.mark for one in desk.changes.files(desk.id)}[LETTER] == ""


def test_saving_what_is_there_already_makes_no_edition(desk):
    seen = desk.write("Kinder.\n", seen=0)
    assert desk.write("Kinder.\n", by="noor", seen=0) == seen
    assert desk.changes.view(desk.id).edition == seen


def test_files_are_added_and_deleted_and_marked(desk):
    desk.write("Thanks!\n", path="mail/thanks/body.txt", seen=0)
    desk.changes.write(desk.id, "CHANGELOG.md", None, by="noor", seen=0)
    marks = {one.path: (one.mark, one.by) for one in desk.changes.files(desk.id)}
    assert marks["mail/thanks/body.txt"] == ("added", "maya")
    assert marks["CHANGELOG.md"] == ("deleted", "noor")
    assert marks["bundle.toml"] == ("", None)
    assert sorted(desk.changes.bundle(desk.id).files) == [
        "bundle.toml", LETTER, "mail/thanks/body.txt",
    ]  # fmt: skip


def test_several_files_are_one_edit(desk):
    both = {"CHANGELOG.md": b"# Loans\nNew.\n", LETTER: b"Kinder.\n", "bundle.toml": None}
    number = desk.changes.write_many(desk.id, both, by="noor", note="From the outline")
    told = [(e.number, e.what, e.note) for e in desk.changes.edits(desk.id)]
    assert told == [(number, what, "From the outline") for what in ("saved", "deleted", "saved")]
    assert desk.changes.file(desk.id, LETTER) == (b"Kinder.\n", number)


@pytest.mark.parametrize(
    ("path", "content", "sentence"),
    [
        ("../passwords.txt", b"", "leads out"),
        ("/etc/passwords.txt", b"", "leads out"),
        ("run.exe", b"MZ", "no file of this kind"),
        ("Bundle.toml", b"", "same file"),
        ("new.txt", b"\xff\xfe", "not UTF-8"),
        ("new.txt", b"a\0b", "not UTF-8"),
        ("new.bpmn", b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_no_bundle_may_hold_is_refused_by_name(desk, path, content, sentence):
    with pytest.raises(ChangeRefused, match=sentence) as refused:
        desk.changes.write(desk.id, path, content, by="maya", seen=0)
    assert refused.value.path == path
    assert desk.changes.view(desk.id).edition == 0


def test_a_change_that_was_given_up_can_be_read_and_not_edited(desk):
    desk.write("Kinder.\n", seen=0)
    with pytest.raises(ChangeRefused, match="reason"):
        desk.changes.abandon(desk.id, by="maya", reason=" ")
    desk.changes.abandon(desk.id, by="maya", reason="Not needed")
    with pytest.raises(ChangeRefused, match="given up"):
        desk.write("Kindest.\n", seen=1)
    assert desk.says() == "Kinder.\n"
    assert desk.changes.all() == []
    assert [view.reason for view in desk.changes.all(open_only=False)] == ["Not needed"]


def test_a_deployed_change_knows_its_deployment(desk):
    desk.write("Kinder.\n", seen=0)
    made = desk.world.engine.deploy(desk.changes.bundle(desk.id), by="noor")
    with desk.world.database.write() as session:
        desk.changes.mark_deployed(session, desk.id, made.id)
    view = desk.changes.view(desk.id)
    assert (view.state, view.deployment_id, view.ended_by) == ("deployed", made.id, "noor")
    assert made.digest == view.digest


def test_a_change_can_begin_from_an_older_version(desk):
    older = desk.changes.view(desk.id).base_id
    desk.world.deploy(Bundle({**desk.changes.base(desk.id).files, "CHANGELOG.md": b"Two\n"}))
    again = desk.changes.begin("loans", "As it was", by="noor", deployment_id=older)
    assert desk.changes.view(again).base_version == 1
    assert desk.changes.view(desk.changes.begin("loans", "New", by="noor")).base_version == 2


def test_beginning_needs_a_title_and_something_to_begin_from(desk):
    with pytest.raises(ChangeRefused, match="title"):
        desk.changes.begin("loans", "  ", by="maya")
    with pytest.raises(NotFound):
        desk.changes.begin("nothing", "A title", by="maya")


def test_beginning_and_giving_up_are_in_the_audit_log(desk):
    desk.changes.abandon(desk.id, by="noor", reason="Not needed")
    with desk.world.database.read() as session:
        log = {e.action: (e.by, e.about) for e in queries.audit_log(session, "main").rows}
    assert log["change.begin"] == ("maya", str(desk.id))
    assert log["change.abandon"] == ("noor", str(desk.id))


def test_what_was_brought_in_is_compared_with_what_is_in_force(desk):
    files = {"bundle.toml": b'key = "loans"\ntitle = "Loans"\n', "new.txt": b"New\n"}
    brought = desk.changes.begin_with("loans", "From a zip", files, by="noor", note="loans.zip")
    marks = {one.path: one.mark for one in desk.changes.files(brought)}
    assert marks["new.txt"] == "added"
    assert marks[LETTER] == "deleted"
    assert desk.changes.bundle(brought).digest == Bundle(files).digest


def test_the_findings_are_those_of_the_deployment_and_name_a_changed_key(desk):
    assert desk.changes.findings(desk.id) == ()
    desk.changes.write(desk.id, "bundle.toml", b'key = "borrowing"\n', by="maya", seen=0)
    [finding] = desk.changes.findings(desk.id)
    assert (finding.file, finding.level) == ("bundle.toml", "error")
    assert 'key = "loans"' in finding.remedy

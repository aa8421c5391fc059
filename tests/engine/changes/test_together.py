"""Two owners in one file: one has it in hand, nobody loses a word, everything can be undone."""

from __future__ import annotations

import threading

import pytest

from engine.bundle import Bundle
from engine.changes import (
    ChangeConflict,
    ChangeRefused,
    Changes,
    HeldByAnother,
    SeveralRefused,
    contents,
)

LETTER = "mail/late/body.txt"


def test_who_saves_second_is_refused_and_loses_nothing(desk):
    desk.write("Maya's words\n", seen=0)
    with pytest.raises(ChangeConflict) as conflict:
        desk.write("Noor's words\n", by="noor", seen=0)
    refused = conflict.value
    assert (refused.by, refused.edition) == ("maya", 1)
    assert desk.says() == "Maya's words\n"
    assert desk.changes.content(desk.id, refused.aside, LETTER) == b"Noor's words\n"
    assert [(e.by, e.aside) for e in desk.changes.edits(desk.id)] == [
        ("maya", False),
        ("noor", True),
    ]


def test_what_was_put_aside_is_kept_once_and_can_be_settled(desk):
    desk.write("Maya's words\n", seen=0)
    numbers = set()
    for _ in range(2):
        with pytest.raises(ChangeConflict) as conflict:
            desk.write("Noor's words\n", by="noor", seen=0)
        numbers.add(conflict.value.aside)
    [number] = numbers
    desk.changes.settle(desk.id, number, LETTER, by="noor")
    assert desk.changes.edits(desk.id)[-1].settled_by == "noor"


def test_two_owners_saving_at_once_leave_both_texts(desk):
    begin, met = threading.Barrier(2), []

    def save(person: str) -> None:
        begin.wait()
        try:
            desk.write(f"{person}\n", by=person, seen=0)
        except ChangeConflict as conflict:
            met.append(conflict)

    both = [threading.Thread(target=save, args=(person,)) for person in ("maya", "noor")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    [conflict] = met
    kept = desk.changes.content(desk.id, conflict.aside, LETTER)
    assert {desk.says(), (kept or b"").decode()} == {"maya\n", "noor\n"}


def test_one_person_at_a_time_has_a_file_in_hand(desk):
    desk.changes.hold(desk.id, LETTER, by="maya")
    with pytest.raises(HeldByAnother) as held:
        desk.changes.hold(desk.id, LETTER, by="noor")
    assert (held.value.by, held.value.taken) == ("maya", False)
    with pytest.raises(HeldByAnother) as refused:
        desk.write("Noor's words\n", by="noor", seen=0)
    assert desk.changes.content(desk.id, refused.value.aside, LETTER) == b"Noor's words\n"
    with pytest.raises(HeldByAnother):
        desk.changes.write_many(desk.id, {LETTER: b"All at once\n"}, by="noor")
    with pytest.raises(HeldByAnother):
        desk.changes.undo(desk.id, LETTER, by="noor")
    assert [hold.by for hold in desk.changes.holds(desk.id)] == ["maya"]


def test_a_file_put_down_or_forgotten_is_free(desk):
    desk.changes.hold(desk.id, LETTER, by="maya")
    desk.later(seconds=60)
    desk.changes.hold(desk.id, LETTER, by="maya")
    desk.later(seconds=60)
    with pytest.raises(HeldByAnother):
        desk.changes.hold(desk.id, LETTER, by="noor")
    desk.later(seconds=60)
    assert desk.changes.hold(desk.id, LETTER, by="noor").taken_from is None
    desk.changes.release_hold(desk.id, LETTER, by="maya")
    desk.changes.release_hold(desk.id, LETTER, by="noor")
    assert desk.changes.holds(desk.id) == []


def test_a_take_over_is_told_to_whom_it_was_taken_from(desk):
    desk.changes.hold(desk.id, LETTER, by="maya")
    desk.changes.hold(desk.id, LETTER, by="noor", take_over=True)
    for _ in range(2):
        with pytest.raises(HeldByAnother) as lost:
            desk.changes.hold(desk.id, LETTER, by="maya")
        assert lost.value.taken
        desk.changes.hold(desk.id, LETTER, by="noor")
    with pytest.raises(HeldByAnother) as lost:
        desk.write("Maya's last words\n", seen=0)
    assert lost.value.taken
    assert desk.changes.content(desk.id, lost.value.aside, LETTER) == b"Maya's last words\n"


def test_undo_and_redo_go_through_saves_of_both(desk):
    first = desk.write("One\n", seen=0)
    second = desk.write("Two\n", by="noor", seen=first)
    desk.changes.undo(desk.id, LETTER, by="maya")
    assert desk.says() == "One\n"
    desk.changes.undo(desk.id, LETTER, by="noor")
    assert desk.says() == "Please bring it back.\n"
    with pytest.raises(ChangeRefused, match="nothing to undo"):
        desk.changes.undo(desk.id, LETTER, by="maya")
    desk.changes.redo(desk.id, LETTER, by="maya")
    desk.changes.redo(desk.id, LETTER, by="maya")
    assert desk.says() == "Two\n"
    with pytest.raises(ChangeRefused, match="nothing to redo"):
        desk.changes.redo(desk.id, LETTER, by="maya")
    assert [e.what for e in desk.changes.edits(desk.id)] == [
        *("saved", "saved", "undone", "undone", "redone", "redone"),
    ]
    assert second == 2


def test_writing_after_an_undo_is_what_redo_comes_back_to(desk):
    seen = desk.write("One\n", seen=0)
    desk.changes.undo(desk.id, LETTER, by="maya")
    _, seen = desk.changes.file(desk.id, LETTER)
    desk.write("Other\n", seen=seen)
    desk.changes.undo(desk.id, LETTER, by="maya")
    desk.changes.redo(desk.id, LETTER, by="maya")
    assert desk.says() == "Other\n"


def test_a_deleted_file_comes_back_and_an_added_one_goes(desk):
    desk.changes.write(desk.id, LETTER, None, by="maya", seen=0)
    desk.write("New\n", path="new.txt", seen=0)
    desk.changes.undo(desk.id, LETTER, by="maya")
    desk.changes.undo(desk.id, "new.txt", by="maya")
    view = desk.changes.view(desk.id)
    assert view.digest == desk.changes.base(desk.id).digest


def test_files_read_while_somebody_saved_are_not_taken_for_the_edition_before(desk, monkeypatch):
    desk.write("Maya's words\n", seen=0)
    before = desk.changes.view(desk.id).digest
    other = Changes(desk.world.engine.context)
    read = contents.now

    def late(session, row, base):
        found = read(session, row, base)
        return Bundle({**found.files, LETTER: b"Noor's words\n"})

    monkeypatch.setattr(contents, "now", late)
    other.bundle(desk.id)
    monkeypatch.setattr(contents, "now", read)
    assert other.bundle(desk.id).digest == before


def test_files_written_together_are_written_or_every_refusal_is_told(desk):
    subject = LETTER.replace("body", "subject")
    desk.changes.hold(desk.id, LETTER, by="maya")
    desk.changes.write(desk.id, subject, b"Maya\n", by="maya", seen=0)
    files = {LETTER: (b"Noor\n", 0), subject: (b"Noor\n", 0), "a.exe": (b"", 0), "b.txt": (b"", 0)}
    with pytest.raises(SeveralRefused) as several:
        desk.changes.write_each(desk.id, files, by="noor")
    kind, held, moved = several.value.each
    assert (type(kind), type(held), type(moved)) == (ChangeRefused, HeldByAnother, ChangeConflict)
    assert desk.changes.content(desk.id, held.aside, LETTER) == b"Noor\n"
    assert desk.changes.content(desk.id, moved.aside, subject) == b"Noor\n"
    assert desk.changes.file(desk.id, "b.txt") == (None, 0)
    assert [(e.path, e.by) for e in desk.changes.edits(desk.id) if not e.aside] == [
        (subject, "maya")
    ]

    edition = desk.changes.write_each(
        desk.id, {LETTER: (b"A\n", 0), "b.txt": (b"B\n", 0)}, by="maya"
    )
    assert {e.path for e in desk.changes.edits(desk.id) if e.number == edition} == {LETTER, "b.txt"}

"""A version comes into force while a change is being made."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother

FILES = {
    "bundle.toml": b'key = "loans"\ntitle = "Loans"\n',
    "CHANGELOG.md": b"# Loans\n",
    "mail/late/body.txt": b"Please bring it back.\n",
}
LETTER, LOG = "mail/late/body.txt", "CHANGELOG.md"


def in_force(desk, **changed: bytes) -> Bundle:
    """Deploy a version with these files changed."""
    names = {"log": LOG, "letter": LETTER}
    new = Bundle({**FILES, **{names[name]: content for name, content in changed.items()}})
    desk.world.deploy(new)
    return new


def test_nothing_is_behind_while_nothing_came_into_force(desk):
    assert desk.changes.behind(desk.id) is None


def test_what_only_the_other_version_changed_is_taken(desk):
    desk.write("My words\n", seen=0)
    live = in_force(desk, log=b"# Loans\n\n* Longer\n")
    assert desk.changes.behind(desk.id).take == (LOG,)
    desk.changes.catch_up(desk.id, by="noor")
    assert desk.changes.behind(desk.id) is None
    assert desk.changes.base(desk.id).digest == live.digest
    assert (desk.says(), desk.says(LOG)) == ("My words\n", "# Loans\n\n* Longer\n")
    view = desk.changes.view(desk.id)
    assert view.digest == desk.changes.bundle(desk.id).digest
    assert "noor" in view.touched_by


def test_a_file_changed_on_both_sides_is_named_and_nothing_is_done(desk):
    desk.write("My words\n", seen=0)
    in_force(desk, letter=b"Their words\n", log=b"# New\n")
    assert desk.changes.behind(desk.id).conflicts == (LETTER,)
    with pytest.raises(ChangeRefused, match=LETTER):
        desk.changes.catch_up(desk.id, by="maya")
    assert desk.says(LOG) == "# Loans\n"


def test_the_same_words_on_both_sides_are_no_conflict(desk):
    desk.write("Same words\n", seen=0)
    in_force(desk, letter=b"Same words\n")
    desk.changes.catch_up(desk.id, by="maya")
    assert [file.mark for file in desk.changes.files(desk.id)] == ["", "", ""]


def test_an_editor_that_is_open_does_not_write_over_what_was_taken(desk):
    in_force(desk, letter=b"Their words\n")
    desk.changes.catch_up(desk.id, by="maya")
    with pytest.raises(ChangeConflict):
        desk.write("Mine, read before\n", by="noor", seen=0)


def test_a_file_in_hand_is_not_taken_from_under_its_editor(desk):
    in_force(desk, letter=b"Their words\n")
    desk.changes.hold(desk.id, LETTER, by="noor")
    with pytest.raises(HeldByAnother):
        desk.changes.catch_up(desk.id, by="maya")

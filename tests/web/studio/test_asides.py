"""What was refused is shown beside what is there, and either may be taken."""

from __future__ import annotations

import pytest

from engine.changes import ChangeConflict

PATH = "policy.toml"


@pytest.fixture
def aside(parts, change) -> int:
    """Hugo's words, refused because Olive was first."""
    parts.changes.write(change, PATH, b"# first\n# Olive\n", by="olive", seen=0)
    with pytest.raises(ChangeConflict) as conflict:
        parts.changes.write(change, PATH, b"# first\n# Hugo <b>\n", by="hugo", seen=0)
    return conflict.value.aside


def test_both_texts_are_shown_line_by_line(sign_in, at, aside):
    page = sign_in("hugo").get(f"{at}/aside/{aside}").text
    assert "<del># Olive</del>" in page
    assert "<ins># Hugo &lt;b&gt;</ins>" in page
    assert "You wrote the words on the right" in page
    assert "Olive Owner" in page


def test_the_words_put_aside_can_be_taken(sign_in, at, aside, parts, change):
    client = sign_in("hugo")
    taken = client.post(f"{at}/aside/{aside}", data={"take": "aside", "seen": "1"})
    assert taken.status_code == 303
    assert parts.changes.file(change, PATH)[0] == b"# first\n# Hugo <b>\n"
    assert parts.changes.content(change, 1, PATH) == b"# first\n# Olive\n"
    assert "This was decided already" in client.get(f"{at}/aside/{aside}").text


def test_the_file_can_be_left_as_it_is(sign_in, at, aside, parts, change):
    assert sign_in("olive").post(f"{at}/aside/{aside}", data={"take": "keep"}).status_code == 303
    assert parts.changes.file(change, PATH)[0] == b"# first\n# Olive\n"
    assert [e.settled_by for e in parts.changes.edits(change) if e.aside] == ["olive"]


def test_who_chooses_on_an_old_page_is_told(sign_in, at, aside, parts, change):
    parts.changes.write(change, PATH, b"# Otto\n", by="otto", seen=1)
    refused = sign_in("hugo").post(f"{at}/aside/{aside}", data={"take": "aside", "seen": "1"})
    assert refused.status_code == 409
    assert parts.changes.file(change, PATH)[0] == b"# Otto\n"


def test_there_is_no_page_of_what_was_not_put_aside(sign_in, at, aside):
    assert sign_in("hugo").get(f"{at}/aside/1").status_code == 404

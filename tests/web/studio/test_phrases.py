"""Words are changed everywhere at once, as one edit, and never behind somebody's back."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def olive(sign_in, change):
    return sign_in("olive")


def found(page: str) -> list[str]:
    return re.findall(r'name="place" value="([^"]+)"', page)


def test_a_name_is_changed_where_it_is_ticked(olive, at, parts, change):
    page = olive.get(f"{at}/phrases?find=book").text
    places = found(page)
    assert len(places) > 3
    digest = parts.changes.view(change).digest
    drawing = [place for place in places if place.startswith("lending.bpmn")]

    said = {"find": "book", "by": "volume", "place": drawing, "digest": digest}
    done = olive.post(f"{at}/phrases", data=said)

    assert done.status_code == 303
    content, _ = parts.changes.file(change, "lending.bpmn")
    assert b"book" not in content.split(b"BPMNDiagram")[0].replace(b"Book", b"")
    assert parts.changes.view(change).edition == 1
    assert len(found(olive.get(f"{at}/phrases?find=book").text)) == len(places) - len(drawing)


def test_what_was_edited_meanwhile_is_looked_at_again(olive, at, parts, change):
    places, digest = found(olive.get(f"{at}/phrases?find=book").text), "of an hour ago"
    said = {"find": "book", "by": "volume", "place": places, "digest": digest}
    refused = olive.post(f"{at}/phrases", data=said)

    assert refused.status_code == 409
    assert "edited after you had searched" in refused.text
    assert 'value="volume"' in refused.text
    assert parts.changes.view(change).edition == 0


@pytest.mark.parametrize(
    ("by", "ticked", "told"),
    [("volume", 0, "No place is ticked"), (" ", 1, "The new words are missing")],
)
def test_what_is_missing_is_said(olive, at, parts, change, by, ticked, told):
    places = found(olive.get(f"{at}/phrases?find=book").text)[:ticked]
    digest = parts.changes.view(change).digest
    said = {"find": "book", "by": by, "place": places, "digest": digest}

    assert told in olive.post(f"{at}/phrases", data=said).text


def test_who_has_a_file_in_hand_is_named(olive, at, parts, change):
    parts.changes.hold(change, "lending.bpmn", by="otto")
    places = found(olive.get(f"{at}/phrases?find=book").text)
    digest = parts.changes.view(change).digest
    said = {"find": "book", "by": "volume", "place": places, "digest": digest}

    assert "Otto Owner has lending.bpmn in hand" in olive.post(f"{at}/phrases", data=said).text
    assert parts.changes.view(change).edition == 0

"""The questions of a form are edited as fields; what a page does not show stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.editing.questions import (
    QuestionRefused,
    moved,
    questions,
    with_question,
    with_words,
    without,
)
from engine.editing.sections import new_section, sections_of, with_sections

FILE = "forms/book/asked.form"
PAGE = {
    "type": "default",
    "exporter": {"name": "another tool"},
    "components": [
        {
            "type": "radio", "key": "kind", "label": "Which kind?", "id": "c_kind",
            "values": [{"label": "A book", "value": "book"}, {"label": "Film", "value": "film"}],
            "properties": {"review": "true", "for": "reader"}, "oddity": [1, {"x": None}],
        },
        {
            "type": "group", "id": "c_more", "label": "More", "components": [
                {"type": "textarea", "key": "why", "label": "Why?", "id": "c_why",
                 "conditional": {"hide": "=given.kind != \"rare\""}, "validate": {"maxLength": 9}},
            ],
        },
        {"type": "text", "text": "Thank you", "id": "c_thanks"},
    ],
}  # fmt: skip
CONTENT = json.dumps(PAGE, separators=(",", ":")).encode()


def at(content: bytes, place: int) -> Any:
    return json.loads(content)["components"][place]


def test_questions_are_read_with_those_of_a_group_behind_it() -> None:
    kind, more, why, thanks = questions(CONTENT, FILE)
    assert (kind.words, kind.options, kind.role) == (
        "Which kind?",
        "book = A book\nfilm = Film",
        "reader",
    )
    assert (more.count, why.inside, why.only) == (1, "More", ("kind", "rare"))
    assert (thanks.words, thanks.key) == ("Thank you", "")


def test_saving_what_was_not_touched_changes_no_byte() -> None:
    untouched = {
        one.id: {"words": one.words, "options": one.options, "hidden": one.hidden, "required": ""}
        for one in questions(CONTENT, FILE)
    }
    assert with_words(CONTENT, FILE, untouched) == CONTENT


def test_words_answers_and_conditions_are_changed_and_the_rest_stays() -> None:
    after = with_words(
        CONTENT,
        FILE,
        {
            "c_kind": {"words": "What kind?", "options": "book = A book\nMusic sheet", "role": ""},
            "c_why": {"hidden": "", "required": "yes", "number": "2"},
        },
    )
    kind, why = at(after, 0), at(after, 1)["components"][0]
    assert kind["label"] == "What kind?"
    assert kind["values"][1] == {"label": "Music sheet", "value": "music_sheet"}
    assert kind["properties"] == {"review": "true"}
    assert kind["oddity"] == PAGE["components"][0]["oddity"]
    assert "conditional" not in why
    assert why["validate"] == {"maxLength": 9, "required": True}
    assert why["properties"] == {"number": "2"}
    assert json.loads(after)["exporter"] == {"name": "another tool"}


def test_questions_are_added_moved_and_taken_out() -> None:
    added = with_question(CONTENT, FILE, "radio", "Count?")
    assert at(added, 3)["key"] == "q_count"
    assert [v["value"] for v in at(added, 3)["values"]] == ["yes", "no"]
    again = with_question(added, FILE, "datetime", "Kind")
    assert (at(again, 4)["key"], at(again, 4)["dateLabel"]) == ("kind_2", "Kind")
    up = moved(CONTENT, FILE, "c_thanks", -1)
    assert [one["id"] for one in json.loads(up)["components"]] == ["c_kind", "c_thanks", "c_more"]
    assert moved(CONTENT, FILE, "c_kind", -1) == CONTENT
    assert at(without(CONTENT, FILE, "c_why"), 1)["components"] == []


@pytest.mark.parametrize(("type_", "words"), [("radio", " "), ("iframe", "Look")])
def test_a_question_without_words_or_of_another_kind_is_refused(type_: str, words: str) -> None:
    with pytest.raises(QuestionRefused):
        with_question(CONTENT, FILE, type_, words)


SECTIONS = b"""# The form.
title = "The book"
order = ["one", "two"]  # as asked
[titles]
# The first.
one = "First"
two = "Second"
[[groups]]
title = "All"
sections = ["one", "two"]
"""


def test_sections_are_moved_renamed_added_and_taken_out() -> None:
    assert with_sections(SECTIONS, "The book", sections_of(SECTIONS)) == SECTIONS
    key, page = new_section(sections_of(SECTIONS), "Third, and last")
    assert key == "third_and_last"
    assert questions(page, FILE)[0].type == "text"
    after = with_sections(SECTIONS, "A book", {"two": "Second", "one": "Begin", key: "Third"})
    assert list(sections_of(after)) == ["two", "one", key]
    assert b'title = "A book"' in after
    assert b'# The first.\none = "Begin"' in after
    assert b'sections = ["one", "two", "third_and_last"]' in after
    assert b"two" not in with_sections(SECTIONS, "", {"one": "First"})

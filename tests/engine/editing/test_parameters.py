"""bundle.toml as plain fields: what is typed becomes a value, everything else stays."""

from __future__ import annotations

import pytest

from engine.editing.parameters import SettingsRefused, amended, settings_of
from forms.toml import TomlUnreadable, read

MANIFEST = b"""\
# The library.
key = "library"
title = "Lending"

[parameters]
# How long a book is lent.
# In working days.
days = 14  # was 21

fee = 0.5
# When letters leave.
send_at = "08:00"
strict = true
kinds = ["book", "film"]
from = 2026-09-01
deep = { a = 1 }

[calendar]
country = "England"
closures = []
"""


def test_every_value_is_a_field_of_its_kind_with_the_comment_above_it() -> None:
    found = {s.field: s for s in settings_of(MANIFEST)}
    assert {field: (s.kind, s.words) for field, s in found.items()} == {
        "title": ("text", "Lending"),
        "parameters.days": ("number", "14"),
        "parameters.fee": ("decimal", "0.5"),
        "parameters.send_at": ("time", "08:00"),
        "parameters.strict": ("yes_no", "yes"),
        "parameters.kinds": ("list", "book\nfilm"),
        "parameters.from": ("date", "2026-09-01"),
        "parameters.deep": ("other", "{'a': 1}"),
        "calendar.country": ("text", "England"),
        "calendar.closures": ("days", ""),
    }
    assert found["parameters.days"].hint == "How long a book is lent. In working days."
    assert found["parameters.fee"].hint == ""


def test_what_is_sent_back_untouched_changes_no_byte() -> None:
    assert amended(MANIFEST, {s.field: s.words for s in settings_of(MANIFEST)}) == MANIFEST


def test_new_words_become_values_and_comments_stay() -> None:
    words = {
        "parameters.days": "10",
        "parameters.strict": "no",
        "parameters.kinds": "book\r\nmap",
        "calendar.closures": "28/12/2026\n24 December 2026",
    }
    after = amended(MANIFEST, words)
    changed = set(MANIFEST.decode().splitlines()) ^ set(after.decode().splitlines())
    assert changed == {
        "days = 14  # was 21", "days = 10  # was 21",
        "strict = true", "strict = false",
        'kinds = ["book", "film"]', 'kinds = ["book", "map"]',
        "closures = []", "closures = [2026-12-24, 2026-12-28]",
    }  # fmt: skip
    assert read(after)["parameters"]["days"] == 10


def test_wrong_words_are_refused_by_name_all_at_once() -> None:
    words = {"parameters.days": "soon", "parameters.send_at": "8", "parameters.fee": "1e9"}
    with pytest.raises(SettingsRefused) as refused:
        amended(MANIFEST, {**words, "calendar.closures": "31 February 2026"})
    assert refused.value.problems == {
        "parameters.days": "Days must be a number, like 15",
        "parameters.send_at": "Send at must be a time between 00:00 and 23:59, like 08:30",
        "parameters.fee": "Fee must be a number, like 15",
        "calendar.closures": "Closures must be a real day, like 24 December 2026",
    }
    with pytest.raises(SettingsRefused, match="Days must be a whole number, like 15"):
        amended(MANIFEST, {"parameters.days": "2.5"})


def test_a_calendar_is_begun_where_there_is_none() -> None:
    after = amended(b'key = "library"\n', {"calendar.closures": "2026-12-24"})
    assert after == b'key = "library"\n\n[calendar]\nclosures = [2026-12-24]\n'


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(TomlUnreadable):
        settings_of(b"key = ")

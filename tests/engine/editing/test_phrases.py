"""A phrase is found wherever it stands, and replaced only where it is wished."""

from __future__ import annotations

from engine.editing.phrases import find, replace

FILES = {
    "a.form": b'{"label": "Say \\"Good\\"", "value": "good"}\n',
    "b.bpmn": b'<task name="Good &amp; better"/>\n<task name="Good"/>',
    "mail/c/body.txt": b"It was Good.\nGood & better",
    "logo.png": b"\x89PNG\xff Good",
}


def test_every_place_is_found_with_its_line() -> None:
    places = find(FILES, "Good")

    assert [(p.path, p.number, p.line) for p in places] == [
        ("a.form", 0, 1),
        ("b.bpmn", 0, 1),
        ("b.bpmn", 1, 2),
        ("mail/c/body.txt", 0, 1),
        ("mail/c/body.txt", 1, 2),
    ]
    assert (places[3].before, places[3].behind) == ("It was ", ".")


def test_marks_that_a_kind_of_file_writes_otherwise_are_found_too() -> None:
    assert [p.path for p in find(FILES, "Good & better")] == ["b.bpmn", "mail/c/body.txt"]
    assert [p.path for p in find(FILES, 'Say "Good"')] == ["a.form"]


def test_only_the_ticked_places_change() -> None:
    changed = replace("b.bpmn", FILES["b.bpmn"], "Good", 'Fine & "dandy"', {1})

    assert (
        changed == b'<task name="Good &amp; better"/>\n<task name="Fine &amp; &quot;dandy&quot;"/>'
    )
    assert replace("b.bpmn", FILES["b.bpmn"], "Good", "Fine", set()) == FILES["b.bpmn"]


def test_nothing_is_looked_for_in_nothing() -> None:
    assert find(FILES, " ") == []

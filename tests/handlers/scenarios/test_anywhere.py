"""Stories about any process: played in memory, and wrong ones say where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.bundle import Bundle
from handlers.scenarios import Result, play_all

FOLDER = Path(__file__).parents[2] / "borrowing"
PATH = "scenarios/returned_late.toml"


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """A library that lends books, with one story."""
    return Bundle.from_folders(FOLDER)


def played(bundle: Bundle, old: str = "", new: str = "") -> Result:
    """The story with some of its words exchanged."""
    text = bundle.text(PATH)
    assert old in text
    [result] = play_all(Bundle({**bundle.files, PATH: text.replace(old, new, 1).encode()}))
    return result


def test_a_story_about_a_process_passes(bundle: Bundle) -> None:
    result = played(bundle)
    assert (result.name, result.passed, result.words) == ("returned_late", True, "Passed")
    assert result.title.startswith("A reader is reminded once")


@pytest.mark.parametrize(
    ("old", "new", "step", "sentence"),
    [
        ('process = "borrowing"', 'process = "other"', 0, 'There is no process "other".'),
        ('"2026-12-14 09:00"', '"soon"', 0, "'soon' is no moment"),
        ('submit = "lend_out"', 'submit = "lend"', 1, 'at "lend". Waiting now: lend_out.'),
        ('kind = "novel"', 'kind = "film"', 1, ""),
        (
            "lent to rita",
            "lent to amy",
            2,
            "letters: “lent to amy” missing, “lent to rita” not",
        ),
        ('service = "confirm"', 'service = "mail"', 3, 'No service waits at "mail"'),
        ("expect.open", "expect.opened", 4, '"opened" is nothing that can be expected: open,'),
        ("2026-12-31T12:00:00", "2025-12-31T12:00:00", 5, "The clock goes forward only"),
        ('"completed"', '"waiting"', 8, 'outcome: expected "waiting", found "completed".'),
        ('["remind", "back"]', '["mended"]', 8, "“mended” was not reached."),
        ('["mended"]', '["back"]', 8, "“back” was reached."),
        ('title = "Emma", whole', 'title = "Other", whole', 8, "variables: expected"),
        ("outputs = { sent = 1 }", "outputs = 3", 3, '"outputs" of a step is no record'),
    ],
)
def test_what_is_not_as_told_is_said_with_its_step(
    bundle: Bundle, old: str, new: str, step: int, sentence: str
) -> None:
    result = played(bundle, old, new)
    assert (result.passed, result.step) == (False, step), result.words
    assert sentence in result.sentence


def test_what_goes_wrong_in_the_diagram_fails_the_step(bundle: Bundle) -> None:
    diagram = bundle.text("borrowing.bpmn").replace(">whole = true<", ">whole &gt; 3<")
    [result] = play_all(Bundle({**bundle.files, "borrowing.bpmn": diagram.encode()}))
    assert (result.passed, result.step) == (False, 7)
    assert result.sentence.startswith("torn: ")

"""Was and now beside each other."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.differences import Version, differences
from engine.differences.beside import sheets
from engine.differences.pictures import pictures
from engine.differences.wording import pieces, wordings
from tests.diagrams import bundle, chain, diagram, end, start, user

ASK = user("ask", assignee='"maya"')


def drawn(*parts: str) -> Bundle:
    return bundle(diagram("letter", start(), *parts, end()))


def of(manifest: str = "", **files: str) -> Version:
    made = bundle(**files)
    text = made.files["bundle.toml"] + manifest.encode()
    return Version(Bundle({**made.files, "bundle.toml": text}))


def test_words_that_are_put_in_stand_after_those_they_replace() -> None:
    assert [(p.kind, p.text) for p in pieces("Please bring it back.", "Please keep it.")] == [
        ("same", "Please "),
        ("left out", "bring"),
        ("put in", "keep"),
        ("same", " "),
        ("left out", "it back."),
        ("put in", "it."),
    ]


def test_every_part_of_a_letter_that_differs_is_shown() -> None:
    old, new = of(mail___late___body__txt="Late"), of(mail___late___body__txt="Very late")
    [found] = wordings(old, new)
    assert (found.letter, found.part) == ("late", "body.txt")


def test_settings_are_shown_with_what_they_were() -> None:
    old = of("\n[parameters]\ndays = 10\nyears = 2\n")
    new = of("\n[parameters]\ndays = 5\nmonths = 1\n")
    [sheet] = sheets(old, new)
    assert [(line.mark, line.name, line.was, line.now) for line in sheet.lines] == [
        ("changed", "days", ("10",), ("5",)),
        ("removed", "years", ("2",), ()),
        ("added", "months", (), ("1",)),
    ]


def test_elements_are_marked_where_they_are_drawn() -> None:
    old = drawn(ASK, user("tell"), chain("begin", "ask", "tell", "done"))
    new = drawn(
        user("ask", assignee='"noor"'), user("check"), chain("begin", "ask", "check", "done")
    )
    [found] = pictures(Version(old), Version(new), differences(old, new))
    gone = {"tell": "removed", "ask__tell": "removed", "tell__done": "removed"}
    come = {"check": "added", "ask__check": "added", "check__done": "added"}
    assert found.before == {"ask": "changed", **gone}
    assert found.after == {"ask": "changed", **come}
    assert found.names["ask__check"] == "way from Ask to Check"


def test_a_process_that_is_the_same_is_not_shown() -> None:
    same = drawn(ASK, chain("begin", "ask", "done"))
    assert pictures(Version(same), Version(same), []) == []

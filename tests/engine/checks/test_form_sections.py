"""Sections of a form that a table chooses: what an owner is told who adds or misspells one."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.checks import catalogue, check
from engine.model import Finding
from engine.registry import Registry

[EXAMPLE] = [entry for entry in catalogue() if entry.name == "form-sections"]
FORM, SECTION = "forms/review/form.toml", "forms/review/pages.form"


def told(replaced: tuple[str, str, str] = ("", "", ""), *, two: bool = False) -> list[Finding]:
    """What is said of the sections of the example after one replacement."""
    files = {"bundle.toml": b'key = "library"\n', **EXAMPLE.files("")}
    files["parts.dmn"] = EXAMPLE.keeps.encode()
    if two:
        listed = files[FORM].replace(b'["book"]', b'["book", "pages"]') + b'pages = "Pages"\n'
        files |= {FORM: listed, SECTION: files["forms/review/book.form"]}
    path, old, new = replaced
    if path:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode())
    found = check(Bundle(files), Registry([]))
    return [one for one in found if one.rule == "form-sections"]


def test_a_row_that_gives_a_section_the_form_has_not() -> None:
    [found] = [one for one in told(("parts.dmn", '"book"', '"S10"')) if one.level == "error"]
    assert (found.file, found.element) == ("parts.dmn", "r1")
    assert found.sentence == 'Row 1 gives the section "S10", which "Review" has not.'
    assert found.remedy == "Write one of: book. Or add the section to the form."


def test_a_section_that_no_row_gives() -> None:
    [found] = told(two=True)
    assert (found.level, found.file, found.element) == ("warning", FORM, "pages")
    assert found.sentence == (
        'Nobody is ever asked the section "pages": no row of "Parts of the review" gives it.'
    )


def test_nothing_is_said_where_something_else_chooses() -> None:
    more = ("reviewing.bpmn", 'name="sections" value="parts"', 'name="sections" value="parts[1]"')
    assert told(more, two=True) == []
    assert told(("parts.dmn", '"book"', "if days then 1 else 2")) == []

"""What changed in settings, tables, forms, letters and other files of the product's own bundle."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.differences import Difference, differences
from processes import bundle_paths


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


def edited(bundle: Bundle, path: str, old: str, new: str) -> tuple[Difference, ...]:
    """The differences after one replacement in one file."""
    text = bundle.text(path)
    assert old in text
    few = beside(bundle, path)
    return differences(Bundle(few), Bundle({**few, path: text.replace(old, new, 1).encode()}))


def beside(bundle: Bundle, path: str) -> dict[str, bytes]:
    """The file, those of its folder and the manifest: reading them all takes a second."""
    folder = path.rpartition("/")[0] or path
    return {one: c for one, c in bundle.files.items() if one.startswith((folder, "bundle.toml"))}


def sentences(found: tuple[Difference, ...]) -> list[str]:
    return [difference.sentence for difference in found]


def test_a_day_of_closure(bundle: Bundle) -> None:
    found = edited(bundle, "bundle.toml", "closures = []", 'closures = ["2026-12-24"]')
    assert sentences(found) == ["2026-12-24 is no longer a working day."]
    assert found[0].area == "calendar"


def test_a_row_of_a_table_that_is_switched_on(bundle: Bundle) -> None:
    [found] = edited(bundle, "distribution.dmn", "<text>false</text>", "<text>-</text>")
    assert found.sentence.startswith("Row 15 of “Who gets a copy, and why” is switched on:")
    assert (found.area, found.file) == ("table", "distribution.dmn")


def test_a_cell_and_a_hit_policy(bundle: Bundle) -> None:
    [cell] = edited(bundle, "distribution.dmn", "<text>2, 3</text>", "<text>3</text>")
    assert "Stage is 3 instead of 2, 3." in cell.sentence
    [policy] = edited(bundle, "distribution.dmn", 'hitPolicy="COLLECT"', 'hitPolicy="RULE ORDER"')
    assert policy.sentence == "“Who gets a copy, and why” answers by RULE ORDER instead of COLLECT."


def test_a_question_reworded_and_an_answer_renamed(bundle: Bundle) -> None:
    [reworded] = edited(bundle, "forms/audit/s1.form", "complete and current", "current")
    assert "is worded" in reworded.sentence
    [renamed] = edited(bundle, "forms/audit/s1.form", '"label": "Partly"', '"label": "In part"')
    assert renamed.sentence.startswith("The answer “Partly” of “S1.1 ")
    assert renamed.sentence.endswith("is called “In part”.")


def test_a_letter_subject_paragraph_and_setting(bundle: Bundle) -> None:
    folder = "mail/reminder_auditor"
    [subject] = edited(bundle, f"{folder}/subject.txt", "Reminder:", "Please remember:")
    assert subject.sentence.startswith("The subject of the letter “reminder_auditor” reads “Please")
    [body] = edited(bundle, f"{folder}/body.txt", "your line manager", "the QA team")
    assert "please tell the QA team.” instead of “" in body.sentence
    [setting] = edited(bundle, f"{folder}/letter.toml", "link = true", "link = false")
    assert setting.sentence == "The letter “reminder_auditor” has as link no instead of yes."


def test_files_that_come_and_go(bundle: Bundle) -> None:
    less = Bundle({p: c for p, c in bundle.files.items() if p != "case_category.dmn"})
    assert sentences(differences(bundle, less)) == [
        "There is no longer a table “Category of a case”."
    ]
    more = Bundle({**bundle.files, "documents/note.html": b"<p>A note</p>"})
    assert sentences(differences(bundle, more)) == ["There is a new file documents/note.html."]


def test_an_edit_of_any_kind_of_file_is_told(bundle: Bundle) -> None:
    kinds = {(path.partition("/")[0], path.rpartition(".")[2]): path for path in bundle.files}
    for path in kinds.values():
        content = bundle.files[path]
        if path.endswith((".bpmn", ".dmn")):
            changed = content.replace(b"</", b"<!-- note --></", 1)
        elif path.endswith(".form"):
            changed = content.replace(b"{", b"{ ", 1)
        else:
            changed = content + b"\n\n# a note\n"
        # Nothing but the layout of the file differs, or a note was added.
        few = beside(bundle, path)
        assert differences(Bundle(few), Bundle({**few, path: changed})), path

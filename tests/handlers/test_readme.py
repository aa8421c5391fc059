"""What the READMEs promise is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from engine.bundle import Bundle
from handlers import registry
from handlers.intake.columns import LAYOUTS
from handlers.pairing.facts import Candidate, Side, pair_facts
from handlers.sampling.availability import absence_facts
from handlers.sampling.draw import Eligible, case_facts
from handlers.synthetic.write import FIRST_OF_MONTH

HERE = Path(__file__).parents[2] / "handlers"
README = (HERE / "README.md").read_text()


def row(text: str, begins: str) -> set[str]:
    """The names in code style in the second cell of a table row."""
    [line] = [one for one in text.splitlines() if one.startswith(f"| `{begins}`")]
    return set(re.findall(r"`([a-z_]+)`", line.split("|")[2]))


def test_every_package_is_in_the_list() -> None:
    packages = {path.parent.name for path in HERE.glob("*/__init__.py")} - {"migrations"}
    assert packages == {name for name in packages if f"`{name}`" in README}


def test_every_handler_is_described() -> None:
    for operation, declared in registry().handlers.items():
        assert f"| `{operation}` |" in README, operation
        assert declared.sentence, operation


def test_the_facts_are_the_documented_ones() -> None:
    side = Side("a", None, None, None, frozenset(), frozenset(), "")
    facts = {
        "auditor_eligibility": set(absence_facts([1] * 7, [], [])),
        "case_eligibility": set(
            case_facts(Eligible("1", True, False, None, None), FIRST_OF_MONTH, set())
        ),
        "pairing": set(pair_facts(side, Candidate("b", "", None, frozenset(), False))),
    }
    assert {name: row(README, name) for name in facts} == facts


def test_the_extracts_columns_are_documented() -> None:
    text = (HERE / "intake" / "README.md").read_text()
    for file, layout in LAYOUTS.items():
        section = text.split(f"| `{file}` |")[1].split("\n\n")[0]
        first = [line.split("|")[1] for line in section.splitlines()[2:]]
        said = [name.strip(" *") for cell in first for name in cell.split(",")]
        assert said == [column.heading for column in layout.columns], file
        bold = [name.strip(" *") for cell in first if "**" in cell for name in [cell]]
        assert bold == [column.heading for column in layout.columns if column.required], file


def test_every_letter_of_the_bundle_is_whole(bundle: Bundle) -> None:
    letters = bundle.manifest["letters"]["use"]
    for letter in letters:
        for part in ("subject.txt", "body.txt", "letter.toml"):
            assert f"mail/{letter}/{part}" in bundle.files

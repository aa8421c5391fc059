"""Where a form says which decisions it asks, and what is refused there."""

from __future__ import annotations

import json

import pytest

import forms
from forms import FormRefused
from tests.forms.grading import GRADE, HINT, OVERVIEW, REASON, TOML, folder


def test_a_decision_of_one_section_is_known_there_alone(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, HINT])
    assert [dict(s.decisions) for s in form.sections] == [{}, {"odds": "odd_grades"}]


def test_a_one_page_form_asks_beside_its_components(evaluate: forms.Evaluate) -> None:
    page = {"components": [GRADE, HINT], "decisions": {"odds": "odd_grades"}}
    [section] = forms.read({"forms/one.form": json.dumps(page).encode()})["one"].sections
    assert dict(section.decisions) == {"odds": "odd_grades"}


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('decisions = "who_grades"\n', "no table"),
        ("[decisions]\ngraded = 3\n", "names no decision"),
        ('[decisions]\nsections = "who_grades"\n', "already a word"),
        ('[decisions]\n"not a name" = "who_grades"\n', "not a name"),
        ('[decisions]\ngrade = "who_grades"\n', "both called"),
        ('[decisions.c]\ngraded = "who_grades"\n', "no section"),
    ],
)
def test_what_is_refused(toml: str, words: str) -> None:
    first, rest = (toml, "") if toml.startswith("decisions") else ("", toml)
    files = {
        "forms/f/form.toml": (first + TOML + rest).encode(),
        "forms/f/a.form": json.dumps({"components": [GRADE]}).encode(),
        "forms/f/b.form": json.dumps({"components": [GRADE]}).encode(),
    }
    with pytest.raises(FormRefused, match=words) as refused:
        forms.read(files)
    assert refused.value.remedy


def test_a_row_of_a_list_is_not_required_by_a_rule() -> None:
    rows = {"type": "dynamiclist", "path": "rows", "label": "Rows", "components": [REASON]}
    with pytest.raises(FormRefused, match="property it may not"):
        folder("", [rows], [GRADE])

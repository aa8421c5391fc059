"""Answers as people read them: rows of a repeating list, and choices by their labels."""

from __future__ import annotations

import forms
from tests.forms.support import AUDITOR, decide

ACTIONS = [
    {"action": "Visit", "owner": "iro", "due": "2027-01-29", "immediate": True},
    {"action": "Write the plan", "owner": "", "due": None, "immediate": False},
]


def test_a_row_leaves_out_what_is_empty_and_what_is_not_ticked(
    bundle_forms: dict[str, forms.Form],
) -> None:
    overview = next(s for s in bundle_forms["audit"].sections if s.key == "overview")
    [row] = forms.answer_rows(overview, {"actions": ACTIONS}, context=AUDITOR)
    assert [[column.field for column in columns] for columns in row.rows] == [
        ["action", "owner", "due", "immediate"],
        ["action"],
    ]
    assert row.text.splitlines() == [
        "Action 1",
        "• What needs to be done: Visit",
        "• Who will do it: Independent reviewing officer",
        "• By when: 29 January 2027",
        "• This is needed now to keep the child safe",
        "",
        "Action 2",
        "• What needs to be done: Write the plan",
    ]


def test_the_section_grades_on_the_overview_are_the_options_labels(
    bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate
) -> None:
    sections = bundle_forms["audit"].sections
    given = {"s1": {"grade": "inadequate_critical"}}
    bound = forms.bind(
        sections[-1],
        context=AUDITOR,
        sections=given,
        said=forms.in_words(sections, given),
        evaluate=evaluate,
        decide=decide,
    )
    shown = [str(item.blocks) for item in bound.items if not item.hidden]
    assert any("Inadequate critical" in text for text in shown)
    assert not any("inadequate critical" in text for text in shown)

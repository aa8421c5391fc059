"""What people met differently in two simulated months, told from their figures."""

from __future__ import annotations

from typing import Any

import pytest

from web.studio.simulation.differences import sentences
from web.studio.simulation.forms import sheets
from web.studio.simulation.letters import letters

Figures = dict[str, Any]


def question(words: str, asked: int, **options: tuple[str, int]) -> Figures:
    """A question of a form, and how often each of its options was chosen."""
    chosen = {value: {"words": w, "chosen": n} for value, (w, n) in options.items()}
    numbers = {"asked": asked, "answered": asked, "options": chosen}
    return {"section": "Page", "words": words, **numbers}


def month(forms: Figures, **examples: list[str]) -> Figures:
    """The figures of a month with these forms, and these letters: subject and body."""
    shown = {
        kind: {"subject": words[0], "body": words[1], "wording": words}
        for kind, words in examples.items()
    }
    by_kind = dict.fromkeys(examples, 3)
    return {"sound": True, "forms": forms, "letters": {"by_kind": by_kind, "examples": shown}}


def form(title: str, **questions: Figures) -> Figures:
    """A form that was sent in four times."""
    return {"title": title, "sent": 4, "questions": questions}


@pytest.fixture
def live() -> Figures:
    grade = question("Grade", 4, poor=("Poor", 3), fair=("Fair", 1))
    audit = form("Audit", grade=grade, old=question("Old?", 4), how=question("How?", 4))
    return month({"audit": audit}, news=["News", "Much"], gone=["Gone", "Never more"])


@pytest.fixture
def change() -> Figures:
    grade = question("Grade", 4, poor=("To be better", 2), fair=("Fair", 2))
    audit = form("Audit", grade=grade, new=question("New?", 2), how=question("How so?", 4))
    approval = form("Approval", words=question("Words", 4))
    return month({"audit": audit, "approval": approval}, news=["News", "Little"])


def test_each_difference_people_meet_is_a_sentence(live: Figures, change: Figures) -> None:
    told = sentences(live, change)
    for sentence in (
        "With the change the form “Approval” is sent in 4 times; in force it never is.",
        "With the change “New?” in the form “Audit” is asked 2 times; in force it never is.",
        "With the change “Old?” in the form “Audit” is never asked; in force it is, 4 times.",
        "With the change “How so?” in the form “Audit” is asked 4 times; in force it reads “How?”.",
        "The answer “Poor” is called “To be better” with the change, in 1 question;"
        " it is chosen 2 times.",
        "The letter “News” reads differently with the change, and goes 3 times:"
        " both are shown below.",
        "The letter “Gone” goes only in force: it is shown below.",
    ):
        assert sentence in told, told


def test_an_example_of_each_side_marks_what_differs(live: Figures, change: Figures) -> None:
    gone, news = letters(live, change)
    assert news.live is not None
    assert news.change is not None
    assert [(p.kind, p.text) for p in news.live.body] == [("left out", "Much")]
    assert [(p.kind, p.text) for p in news.change.body] == [("put in", "Little")]
    assert (gone.only, gone.change) == ("in force", None)


def test_the_same_month_tells_nothing(live: Figures) -> None:
    assert sentences(live, live) == []
    assert letters(live, live) == []
    assert [sheet.differs for sheet in sheets(live, live)] == [False]


def test_months_simulated_before_questions_were_counted_are_still_shown(change: Figures) -> None:
    old: Figures = {"sound": True, "letters": {"by_kind": {"news": 3}}}
    assert sheets(old, change) == []
    assert letters(old, change) == []

"""Invented forms: grades and answers that agree with each other, in the form's own fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

import forms
from forms.review import why_key
from handlers.history.shares import (
    ANSWER_DIFFERS,
    ANSWER_SHARES,
    ANSWERS,
    AUDITOR,
    GRADES,
    LEANING,
    OWNERS,
    REVIEWER,
    REVIEWER_SECTION_DIFFERS,
    SECTION_DIFFERS,
    SUPERVISION,
    THEMES,
    nearby,
    pick,
    shifted,
)
from handlers.records.fields import GRADE, OVERALL, OVERVIEW
from handlers.records.fields import SUPERVISION as S9

Answers = dict[str, dict[str, Any]]
ANALYSIS = "Invented for the demonstration: the record was read and the sections weighed."
WHY = "Invented: the evidence in the record supports this."


@dataclass(frozen=True)
class Paper:
    """What a form asks: the questions to choose from by section, and the themes."""

    questions: Mapping[str, Sequence[str]]
    themes: Sequence[str]


def paper(form: forms.Form) -> Paper:
    """Read the audit form once."""
    questions = {
        section.key: [one.key for one in section.walk() if "kind" in one.properties and one.options]
        for section in form.sections
    }
    themes = form.section(OVERVIEW).find("themes")
    return Paper(questions, [one.value for one in themes.options] if themes else [])


def auditors_form(
    asked: Paper, sections: Sequence[str], shift: float, due: date, dice: Random
) -> Answers:
    """What a Team Manager submits: no grade of supervision, at least one action."""
    overall = pick(dice, GRADES, shifted(AUDITOR, shift))
    answers: Answers = {}
    for section in sections:
        answers[section] = {q: pick(dice, ANSWERS, ANSWER_SHARES) for q in asked.questions[section]}
        if section != S9:
            grade = nearby(dice, overall, SECTION_DIFFERS, LEANING.get(section, 0))
            answers[section] |= {GRADE: grade, "rationale": WHY}
    answers[S9]["own_practice"] = WHY
    action = {"action": WHY, "owner": dice.choice(OWNERS), "due": due.isoformat()}
    answers[OVERVIEW] = {
        "analysis": ANALYSIS,
        "actions": [{**action, "immediate": dice.random() < 0.04}],
        "themes": _themes(asked, dice),
        OVERALL: overall,
        "overall_reason": WHY,
        "concern_raised": "no",
    }
    return answers


def reviewers_form(asked: Paper, first: Answers, dice: Random) -> Answers:
    """What a Peer Reviewer makes of it: the same sections, supervision graded too."""
    overall = pick(dice, GRADES, REVIEWER[first[OVERVIEW][OVERALL]])
    answers: Answers = {}
    for section, given in first.items():
        if section == OVERVIEW:
            continue
        answers[section] = {q: _again(given[q], dice) for q in asked.questions[section]}
        for question in asked.questions[section]:
            if answers[section][question] != given[question]:
                answers[section][why_key(question)] = WHY
        grade = (
            _supervision(overall, dice)
            if section == S9
            else nearby(dice, given[GRADE], REVIEWER_SECTION_DIFFERS)
        )
        answers[section] |= {GRADE: grade, "rationale": WHY}
    answers[OVERVIEW] = {
        "view_of_analysis": ANALYSIS,
        "themes": _themes(asked, dice),
        OVERALL: overall,
        "overall_reason": WHY,
        "concern_raised": "no",
    }
    return answers


def _again(answer: str, dice: Random) -> str:
    others = [one for one in ANSWERS if one != answer]
    return dice.choice(others) if dice.random() < ANSWER_DIFFERS else answer


def _supervision(overall: str, dice: Random) -> str:
    if dice.random() < SUPERVISION[GRADES.index(overall)]:
        return "inadequate_critical" if dice.random() < 0.05 else "inadequate"
    better = nearby(dice, overall, SECTION_DIFFERS)
    return better if better in GRADES[:3] else "requires_improvement"


def _themes(asked: Paper, dice: Random) -> list[str]:
    if not asked.themes:
        return []
    shares = [*THEMES, *[5] * len(asked.themes)][: len(asked.themes)]
    picked = dice.choices(asked.themes, shares, k=dice.randint(0, 3))
    return sorted(set(picked))

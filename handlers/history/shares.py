"""How invented months go: grades, times, mishaps. Assumed, tuned to a plausible council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "inadequate_critical")

# The Team Manager's overall grade, and the reviewer's for each of them, in hundredths.
AUDITOR = (4, 50, 37, 8, 1)
REVIEWER: Mapping[str, Sequence[float]] = {
    "outstanding": (55, 43, 2, 0, 0),
    "good": (1.5, 82, 15.5, 1, 0),
    "requires_improvement": (0, 9, 83, 7.5, 0.5),
    "inadequate": (0, 0, 12, 84, 4),
    "inadequate_critical": (0, 0, 0, 20, 80),
}
# The chance, by the reviewer's overall grade, that they grade supervision inadequate or worse.
SUPERVISION = (0, 0.015, 0.07, 0.45, 0.75)
# A section is a grade away from the overall one so often; some are weaker, some stronger.
SECTION_DIFFERS = 0.25
LEANING = {"s3": 1, "s5": 1, "s9": 1, "s1": -1, "s7": -1}
REVIEWER_SECTION_DIFFERS = 0.12
# Answers of the form's questions: yes, partly, no, does not apply; the reviewer's differ so often.
ANSWERS = ("yes", "partly", "no", "na")
ANSWER_SHARES = (62, 20, 10, 8)
ANSWER_DIFFERS = 0.07
# When the Team Manager submits: before the month, in its first half, later in it, in its last five
# working days, up to ten working days late, later still, and discounted.
SUBMITTED = (6, 26, 26, 26, 10, 3, 3)
REFLECTED, AWAY, REFERRED = 0.8, 0.05, 0.02
LEAVE_PEAKS = {"08": 0.08, "12": 0.08}
OFFICER, AS_REVIEWER = 0.2, 0.6
# What is to be recorded is confirmed at all, and within five working days.
RECORDED, RECORDED_SOON = 0.93, 0.8
ACTION_SETTLED, ACTION_IN_TIME = 0.92, 0.75
CONCERN, CLOSED_IN_A_MONTH, DIFFERENCE = 0.015, 0.7, 0.04
OWNERS = (
    "social_worker",
    "social_worker",
    "team_manager",
    "service_manager",
    "iro",
    "other_agency",
)
THEMES = (20, 10, 16, 8, 22, 18, 6, 4, 12, 10, 9, 8, 9, 8)


def pick(dice: Random, values: Sequence[T], shares: Sequence[float]) -> T:
    """One of the values, each as likely as its share."""
    return dice.choices(values, shares)[0]


def shifted(shares: Sequence[float], points: float) -> list[float]:
    """Grades with so many hundredths moved from good to requires improvement, or back."""
    moved = max(-shares[2], min(points, shares[1]))
    return [shares[0], shares[1] - moved, shares[2] + moved, *shares[3:]]


def nearby(dice: Random, grade: str, chance: float, lean: float = 0) -> str:
    """The grade, or with this chance a neighbour; a positive lean makes it the worse one."""
    if dice.random() >= chance:
        return grade
    step = 1 if dice.random() < 0.5 + lean * 0.3 else -1
    return GRADES[max(0, min(len(GRADES) - 1, GRADES.index(grade) + step))]


def review_days(dice: Random) -> int:
    """Working days of a peer review: half within 6, most within 10, a few up to 40."""
    band = pick(dice, ((1, 6), (7, 10), (11, 20), (21, 40)), (50, 20, 22, 8))
    return dice.randint(*band)

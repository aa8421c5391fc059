"""Facts about a case that the bundle's tables ask for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handlers.caseload.tables import ChildCase

IN_CARE, PROTECTION = "CIC_CL", "CP"
LEFT_CARE = "care_leaver"


def category_facts(case: ChildCase) -> dict[str, bool]:
    """What the table `case_category` asks."""
    return {
        "child_in_need": case.child_in_need,
        "child_protection": case.child_protection,
        "in_care": case.in_care,
        "care_leaver": case.care_leaver,
    }


def months_between(start: date, end: date) -> int:
    """Whole calendar months from `start` to `end`, never less than 0 (A23)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))


def open_band(opened: date, at: date, parameters: Mapping[str, object]) -> str:
    """ "under_3_months" or "3_months_or_more", by the bundle's `new_case_months` (A23).

    With `new_case_when_exactly` a case opened so many months before to the day is new as well.
    """
    limit, months = parameters["new_case_months"], months_between(opened, at)
    exactly = months == limit and opened.day == at.day
    under = isinstance(limit, int) and months < limit
    new = under or (exactly and bool(parameters.get("new_case_when_exactly")))
    return "under_3_months" if new else "3_months_or_more"


def in_care(category: str, dual_status: bool, legal_status: object) -> bool:
    """Whether the child is in care now: a care leaver has no IRO any more (A29)."""
    if category == PROTECTION:
        return dual_status
    return category == IN_CARE and legal_status != LEFT_CARE

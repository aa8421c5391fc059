"""Who is meant: the same fields for erasing somebody and for everything about them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from handlers.documents.press import press
from handlers.erasure.doing import Erasures
from handlers.erasure.subject import Subject, child, member_of_staff
from web.parts import parts

WORDS = {"child": "A child", "person": "A person who has left"}
MOST_NAMES, LONGEST = 20, 200


def erasures() -> Erasures:
    """Erasing in this installation."""
    here = parts()
    return Erasures(
        here.database, here.tenant, here.clock.now, lambda page: press(page, {}).content
    )


def problems(given: Mapping[str, str]) -> dict[str, str]:
    """What is missing, by field."""
    found = {}
    if given.get("about") not in WORDS:
        found["about"] = "Select whether it is a child or a person who has left"
    if not 0 < len(given.get("number", "").strip()) <= 40:
        found["number"] = "Enter the number of the child’s case, or the staff number"
    return found


def subject_asked(session: Session, tenant: str, given: Mapping[str, str]) -> Subject:
    """Who is meant, with all that is known of them. `given` has no problems."""
    lines = given.get("names", "").splitlines()[:MOST_NAMES]
    names, number = [one.strip()[:LONGEST] for one in lines], given["number"].strip()
    if given["about"] == "child":
        return child(number, names)
    return member_of_staff(session, tenant, number, names)

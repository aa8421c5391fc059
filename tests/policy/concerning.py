"""Steps of the stories of section 4.7: a concern is raised, and answered."""

from __future__ import annotations

from typing import Any

from tests.policy.one_audit import OneAudit

WORDS = "Quillfeather was not at home on any visit."


def concern(audit: OneAudit, by: str = "reviewer", **said: Any) -> None:
    """Somebody raises a concern about the child."""
    told = {"raised_by": by, "immediacy": "today", "category": "harm", "about_manager": False}
    audit.report("concernReported", {**told, **said}, {"seen": WORDS})
    audit.work()


def answer(audit: OneAudit) -> None:
    """Everything from the response to the confirmation of action."""
    if "respond" in audit.waiting():
        audit.do("respond")
    audit.do("tell_social_worker", told_time="10:00")
    audit.do("confirm_action")

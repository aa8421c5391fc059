"""The audit a journey is about, and what everybody along it knows."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.records.audits import Audit
from tests.journeys.people import People, Someone
from tests.journeys.serving import Council

AUDIT, REVIEW = "Audit the case (stage 1)", "Review the case (stage 2)"

# A child on a protection plan, known for two years: neither early decisions nor care.
SECTIONS = ["S1", "S3", "S4", "S5", "S7", "S8", "S9", "Overview"]


@dataclass
class Story:
    """The council, the audit it is about, and those who come to a browser."""

    council: Council
    people: People
    audit: Audit

    def someone(self, part: str) -> Someone:
        """Who has this part in the audit, at a browser of their own."""
        return self.people.at_browser(getattr(self.audit, part))

    def letters(self) -> list[tuple[str, str]]:
        """The letters about this audit as (letter, part of who got it)."""
        parts = ("auditor", "reviewer", "social_worker", "service_manager")
        known = {getattr(self.audit, part): part for part in parts}
        found = self.council.letters(self.audit.reference)
        return [(letter, known.get(someone, someone)) for letter, someone in found]

"""What a story waits for now: user tasks, offers, and what is held up."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from engine import tables
from engine.database import Database
from handlers.records.audits import Audit
from handlers.scenarios.audits.council import TENANT

RECORDED = {"create_case_note", "use_in_supervision", "offer_supervision_copy", "check_recording"}
FOLLOWED_UP = {"confirm_action"}
BESIDE = RECORDED | FOLLOWED_UP


class Waiting:
    """Reads the database of a story. `told_of_recording`: it is about the child's file as well."""

    database: Database
    audit_id: UUID
    told_of_recording = False

    def ahead(self) -> list[str]:
        """The elements of the open user tasks, sorted, without what is recorded beside the audit.

        A story about the recording says `recording = true` where it begins, and sees that. What
        is followed up for months is seen with `expect.waiting`.
        """
        beside = FOLLOWED_UP if self.told_of_recording else BESIDE
        return sorted(t.element_id for t in self.open() if t.element_id not in beside)

    def offered(self) -> list[tables.Offer]:
        """The messages that people may send now."""
        with self.database.read() as session:
            return list(session.scalars(select(tables.Offer).filter_by(state="open")))

    def incidents(self) -> list[str]:
        with self.database.read() as session:
            found = session.scalars(select(tables.Incident))
            return [f"{one.element_id}: {one.sentence}" for one in found]

    def open(self) -> list[tables.UserTask]:
        with self.database.read() as session:
            return list(session.scalars(select(tables.UserTask).filter_by(state="open")))

    def audit(self) -> Audit:
        with self.database.read() as session:
            gone = Audit(state="disposed of")
            return session.get(Audit, (TENANT, self.audit_id)) or gone

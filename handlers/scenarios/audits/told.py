"""What has come of a story so far, as an owner would say it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from engine import tables
from handlers.absences.tables import Dispensation
from handlers.follow_ups.tables import FollowUp
from handlers.month.tables import PublishedList
from handlers.records.audits import Audit
from handlers.records.tables import DistributionRecord, Recording, Reflection
from handlers.scenarios.audits.waiting import Waiting


class Told(Waiting):
    """Reads the database of a story. `seen` are the letters that were expected already."""

    seen: set[UUID]

    def listed(self) -> list[str]:
        """The audits of the months: "reference auditor reviewer state"."""
        with self.database.read() as session:
            rows = session.scalars(select(Audit).order_by(Audit.reference)).all()
        return [f"{one.reference} {one.auditor} {one.reviewer} {one.state}" for one in rows]

    def remaining(self) -> list[str]:
        """The references of the audits that are not withdrawn."""
        return [line.split()[0] for line in self.listed() if "withdrawn" not in line]

    def drawn(self) -> list[str]:
        """The case of each audit: "reference case"."""
        with self.database.read() as session:
            rows = session.scalars(select(Audit).order_by(Audit.reference)).all()
        return [f"{one.reference} {one.case_id}" for one in rows]

    def shown(self, element: str, names: Iterable[str]) -> dict[str, Any]:
        """What whoever does an open user task is shown under these names."""
        query = select(tables.UserTask).filter_by(state="open", element_id=element)
        with self.database.read() as session:
            context = session.scalars(query).one().details["context"]
        return {name: context[name] for name in names}

    def overdue(self) -> list[str]:
        """The audits marked overdue when their month closed."""
        with self.database.read() as session:
            query = select(Audit.reference).where(Audit.overdue_at.is_not(None))
            return sorted(session.scalars(query))

    def published(self) -> list[str]:
        """The published versions, with the states of their rows."""
        with self.database.read() as session:
            rows = session.scalars(select(PublishedList).order_by(PublishedList.version)).all()
        return [f"{one.version}: {' '.join(row['state'] for row in one.rows)}" for one in rows]

    def letters(self) -> list[str]:
        """The letters since this was last asked, sorted."""
        with self.database.read() as session:
            new = [m for m in session.scalars(select(tables.Mail)) if m.id not in self.seen]
        self.seen |= {mail.id for mail in new}
        return sorted(f"{mail.letter} to {mail.recipient}" for mail in new)

    def copies(self, stage: int) -> list[str]:
        """Who was sent the form of a stage, and by which row of the table."""
        with self.database.read() as session:
            found = session.scalars(select(DistributionRecord).filter_by(stage=stage))
            return sorted(f"{one.person_id} by row {one.rule}" for one in found)

    def documents(self) -> list[str]:
        """The names of the stored documents, sorted."""
        with self.database.read() as session:
            return sorted(document.name for document in session.scalars(select(tables.Document)))

    def reflections(self) -> list[str]:
        """What was recorded of the social worker's view, in order."""
        with self.database.read() as session:
            found = session.scalars(select(Reflection).order_by(Reflection.at)).all()
        return [
            ("given" if one.submission_id else "none") + (", late" if one.late else "")
            for one in found
        ]

    def recorded(self) -> list[str]:
        """What was recorded on the child's file, how it ended and on what day, sorted."""
        with self.database.read() as session:
            found = session.scalars(select(Recording)).all()
        return sorted(" ".join(filter(None, [r.what, r.outcome, str(r.on or "")])) for r in found)

    def status(self) -> str:
        """How the audit's own process stands, whatever it set off."""
        return str(self._own().status)

    def processes(self) -> dict[str, list[str]]:
        """How each process stands, by its key, in the order in which they began."""
        found: dict[str, list[str]] = {}
        with self.database.read() as session:
            query = select(tables.ProcessInstance).order_by(tables.ProcessInstance.started_at)
            for row in session.scalars(query):
                found.setdefault(row.process_key, []).append(row.status)
        return found

    def dispensations(self) -> list[str]:
        """What was decided for whom and which month, by whom; lifted ones say so."""
        with self.database.read() as session:
            query = select(Dispensation).order_by(Dispensation.month, Dispensation.at)
            return [
                f"{one.person_id} {one.month} {one.outcome} by {one.by}"
                + (", lifted" if one.lifted_at else "")
                for one in session.scalars(query)
            ]

    def follow_ups(self) -> list[str]:
        """What the audit set off, in order: its kind, and how it ended."""
        with self.database.read() as session:
            found = session.scalars(select(FollowUp).order_by(FollowUp.opened_at))
            return [f"{one.kind}: {one.outcome or 'open'}" for one in found]

    def deployment(self) -> UUID:
        """The deployment the audit began with."""
        return self._own().deployment_id

    def _own(self) -> tables.ProcessInstance:
        with self.database.read() as session:
            query = select(tables.ProcessInstance).filter_by(process_key="case_audit")
            found = session.scalars(query.order_by(tables.ProcessInstance.started_at))
            return next(iter(found))

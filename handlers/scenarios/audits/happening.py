"""What comes from elsewhere in a story: messages, posts, an extract, decisions on records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from engine import tables
from engine.clock import SetClock
from handlers.intake.taking import look_around
from handlers.scenarios.audits.acting import Acting
from handlers.scenarios.audits.council import TENANT, appoint, leave
from handlers.scenarios.audits.programme import bring
from handlers.scenarios.model import ScenarioBroken
from handlers.subject_access.deciding import Choice, decide
from handlers.subject_access.tables import SubjectItem

PARTICIPANTS = ("reference", "auditor", "reviewer", "social_worker", "service_manager")


class Happening(Acting):
    """Lets it happen at the story's own time."""

    clock: SetClock

    def decide(self, choice: Choice, numbers: Sequence[int]) -> None:
        """Information Governance decides records that were found for a request."""
        with self.database.write() as session:
            query = select(SubjectItem).where(SubjectItem.number.in_(numbers))
            for item in session.scalars(query):
                decide(item, choice, "About others.", "", by="governance", now=self.clock.now())

    def directory(self, told: Mapping[str, Any]) -> None:
        """What an extract brings: somebody who is gone, a manager, or nothing but its day."""
        with self.database.write() as session:
            bring(session, told, self.clock.now())
        look_around(self.engine, by="miu")

    def post(self, step: Mapping[str, Any]) -> None:
        """Somebody takes up a post, or leaves it."""
        change = appoint if "appoint" in step else leave
        with self.database.write() as session:
            change(session, step.get("appoint") or step["leave"])

    def report(self, message: str, payload: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        """Send a message about the audit, with who takes part in it, as the audit itself would."""
        audit, now = self.audit(), self.clock.now()
        facts = {name: getattr(audit, name) for name in PARTICIPANTS}
        said = {
            "audit": str(audit.id),
            "raised_at": now,
            "submission": self._sent(answers),
            **facts,
        }
        self._send(message, audit.reference, {**said, **payload})

    def _sent(self, answers: Mapping[str, Any]) -> str:
        """The id of answers that were given with a message."""
        with self.database.write() as session:
            deployed = session.scalars(select(tables.Deployment.id)).first()
            row = tables.Submission(
                tenant_id=TENANT, id=uuid4(), user_task_id=None, instance_id=uuid4(),
                deployment_id=deployed, element_id="any", form="any", answers=dict(answers),
                by="any", at=self.clock.now(), digest="0" * 64,
            )  # fmt: skip
            session.add(row)
            return str(row.id)

    def _send(self, message: str, key: str, payload: Mapping[str, Any]) -> None:
        if not self.engine.correlate(message, key, payload, by="miu"):
            raise ScenarioBroken(f'Nobody took the message "{message}".')

"""What a handler is given besides its inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine import decisions, expressions, queries
from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.context import Context
from engine.deployments import Deployed
from engine.documents import store_document
from engine.jobs import insert_job_once, new_job
from engine.mailing import Letter, Origin, keep, queue_mails
from engine.model import Activity
from engine.tables import ProcessInstance, Submission


class Services:
    """One object per call of a handler.

    In mode "transaction" `session` is the step's own session. In mode "job" there is none open:
    `transaction()` opens one, commits it at the end of the block, and works in both modes.
    """

    def __init__(
        self,
        context: Context,
        deployed: Deployed,
        row: ProcessInstance,
        activity: Activity,
        session: Session | None,
    ) -> None:
        self._context, self._deployed, self._session = context, deployed, session
        self.activity: Activity = activity
        self.tenant: str = context.tenant
        self.instance_id: UUID = row.id
        self.business_key: str | None = row.business_key
        self.deployment_id: UUID = deployed.id
        self.now: datetime = context.now()
        self.calendar: Calendar = deployed.calendar
        self.bundle: Bundle = deployed.bundle
        self.parameters: Mapping[str, Any] = deployed.parameters

    @property
    def session(self) -> Session:
        """The open session. RuntimeError in mode "job" outside `transaction()`."""
        if self._session is None:
            raise RuntimeError("a handler of mode job uses services.transaction()")
        return self._session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session to write with: the one that is open, or a new one committed at the end."""
        if self._session is not None:
            yield self._session
            return
        with self._context.database.write() as session:
            self._session = session
            try:
                yield session
            finally:
                self._session = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read with; what the open one has written is seen."""
        if self._session is not None:
            yield self._session
            return
        with self._context.database.read() as session:
            yield session

    def submission(self, submission_id: UUID | str) -> Submission:
        """Accepted answers, with who gave them and when. NotFound when there are none."""
        with self.reading() as session:
            return queries.submission(session, self.tenant, submission_id)

    def document_bytes(self, document_id: UUID | str) -> bytes:
        """The content of a document. NotFound when there is none."""
        with self.reading() as session:
            return queries.document_bytes(session, self.tenant, document_id)

    def queue_mail(
        self,
        *,
        letter: str,
        recipient: str,
        address: str,
        subject: str,
        body: str,
        reason: str,
        attachments: Sequence[str] = (),
        dedupe_key: str | None = None,
    ) -> UUID:
        """Write a letter to be sent after commit; once per dedupe key, however often it is asked.

        The key is made of activity, letter and recipient when none is given.
        """
        key = dedupe_key or ""
        row = Letter(letter, recipient, address, subject, body, reason, key, tuple(attachments))
        return self.queue_mails([row])[0]

    def queue_mails(self, letters: Sequence[Letter]) -> list[UUID]:
        """The same for several letters; those without a dedupe key get theirs."""
        domain, kept = self._context.mail_domain, self._context.send_mail is keep
        origin = Origin(self.tenant, self.instance_id, self.business_key, domain, kept)
        with self.transaction() as session:
            return queue_mails(session, origin, list(map(self._keyed, letters)), self.now)

    def _keyed(self, letter: Letter) -> Letter:
        key = f"{self.activity.key}:{letter.letter}:{letter.recipient}"
        return letter if letter.dedupe_key else replace(letter, dedupe_key=key)

    def store_document(self, name: str, media_type: str, content: bytes) -> UUID:
        """Keep a document of this instance; gives its id."""
        with self.transaction() as session:
            return store_document(
                session,
                self.tenant,
                name=name,
                media_type=media_type,
                content=content,
                now=self.now,
                instance_id=self.instance_id,
            )

    def queue_start(
        self,
        process_key: str,
        *,
        business_key: str | None = None,
        variables: Mapping[str, object] | None = None,
        dedupe_key: str,
        instance_id: UUID | None = None,
    ) -> bool:
        """Let another instance begin after commit; False when this key was asked for before.

        `instance_id` is the id it will have, for who has to note it beforehand.
        """
        payload = {
            "process_key": process_key,
            "business_key": business_key,
            "variables": dict(variables or {}),
            "instance_id": str(instance_id) if instance_id else None,
            "begun_from": str(self.instance_id),
        }
        key = f"start:{dedupe_key}"
        job = new_job(
            self.tenant, "start", dedupe_key=key, due_at=self.now, now=self.now, payload=payload
        )
        with self.transaction() as session:
            return insert_job_once(session, job)

    def evaluate(self, text: str, variables: Mapping[str, object]) -> object:
        """The value of a FEEL expression. Raises ExpressionFailed."""
        known = {**variables, "parameters": self.parameters}
        return expressions.evaluate(text, known, self._deployed.settings(self.now))

    def decide(self, decision_id: str, variables: Mapping[str, object]) -> object:
        """The value of one of the bundle's decisions."""
        known = {**variables, "parameters": self.parameters}
        tables = self._deployed.definitions.decisions
        return decisions.evaluate(tables, decision_id, known, self._deployed.settings(self.now))

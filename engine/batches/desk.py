"""The one door to batches. Every method is one transaction; `by` is a person id."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.acting import Act
from engine.batches import reading
from engine.batches.choosing import MOST, Chosen, of_batch, with_incidents
from engine.batches.ending import end_items
from engine.context import Context
from engine.database import insert_rows
from engine.errors import AlreadyDone, OperationRefused
from engine.history import append_audit_log
from engine.jobs import insert_jobs, new_job
from engine.operating import Woken
from engine.tables import Batch, BatchItem

FOR_ONE = ("at", "incident")
GOING = ("looking", "running")
NAMES = {"looking": "is being looked at", "running": "is under way", "looked": "was looked at"}


class Batches:
    """Operations on many instances. All raise NotFound and OperationRefused with the remedy;
    AlreadyDone says who was faster."""

    def __init__(self, context: Context, woken: Woken) -> None:
        self._context, self._woken = context, woken

    def look(
        self,
        act: Act,
        chosen: Sequence[Chosen],
        *,
        by: str,
        selection: str,
        retry_of: UUID | None = None,
    ) -> UUID:
        """Try it on each, and roll each back; the id of the batch. `selection` says in words what
        was chosen: no content."""

        def work(session: Session) -> UUID:
            found = self._wanted(session, act, chosen)
            row = self._new(act, len(found), by, selection, retry_of)
            self._queue(session, row)
            session.add(row)
            session.flush()
            insert_rows(session, BatchItem, [_item(row, n, one) for n, one in enumerate(found)])
            return row.id

        return self._woken(self._context.database.transact(work))

    def begin(self, batch_id: UUID, *, by: str, reason: str) -> None:
        """Do it to all that the look found fit."""
        if not reason.strip():
            raise OperationRefused("There is no reason.", "Say why, for those who read it later.")

        def work(session: Session) -> None:
            row = self._locked(session, batch_id, "looked")
            row.state, row.reason, row.begun_by = "running", reason.strip(), by
            row.begun_at = self._context.now()
            self._queue(session, row)
            self._note(session, row, "batch", by, reason)

        self._woken(self._context.database.transact(work))

    def cancel(self, batch_id: UUID, *, by: str) -> None:
        """Do no more of it. What is done stays done."""

        def work(session: Session) -> None:
            row = self._locked(session, batch_id, *GOING, "looked")
            begun = row.state == "running"
            end_items(session, self._context, row, "cancelled", by)
            if begun:
                self._note(session, row, "batch.cancel", by, row.reason)

        self._woken(self._context.database.transact(work))

    def again(self, batch_id: UUID, *, by: str, act: Act | None = None) -> UUID:
        """Look anew at those that failed or were refused. `act` gives the values again where there
        were any, as they are not kept."""
        return self._follow(batch_id, ("failed", "refused"), act, by, "Those that failed")

    def undo(self, batch_id: UUID, *, by: str) -> UUID:
        """Look at taking back what was done, where nothing has happened since."""
        return self._follow(batch_id, ("done",), Act("undo"), by, "Taking back")

    def _follow(
        self, batch_id: UUID, states: Sequence[str], act: Act | None, by: str, words: str
    ) -> UUID:
        with self._context.database.read() as session:
            row = reading.batch(session, self._context.tenant, batch_id)
            found = of_batch(session, self._context.tenant, batch_id, states)
            wanted = act or Act.from_json(row.act)
        if row.state in GOING:
            raise OperationRefused("It is still under way.", "Wait until it has ended.")
        if wanted.given and any(value is None for value in wanted.given.values()):
            raise OperationRefused("What was given is not kept.", "Begin again with the values.")
        selection = f"{words}: {row.selection}"
        return self.look(wanted, found, by=by, selection=selection, retry_of=batch_id)

    def _wanted(self, session: Session, act: Act, chosen: Sequence[Chosen]) -> Sequence[Chosen]:
        found = chosen
        if act.kind == "retry" and not all(one.incident_id for one in chosen):
            found = with_incidents(session, self._context.tenant, chosen)
        if not found:
            raise OperationRefused("There is nothing it could be done to.", "Choose others.")
        if len(found) > MOST:
            raise OperationRefused(f"There are more than {MOST:,}.", "Narrow the list.")
        return found

    def _new(self, act: Act, total: int, by: str, selection: str, retry_of: UUID | None) -> Batch:
        kept = {name: said for name, said in act.to_json().items() if name not in FOR_ONE}
        return Batch(
            tenant_id=self._context.tenant, id=uuid4(), kind=act.kind, act=kept, total=total,
            selection=selection[:500], state="looking", told=[], retry_of=retry_of, by=by,
            reason="", at=self._context.now(),
        )  # fmt: skip

    def _queue(self, session: Session, row: Batch) -> None:
        now = self._context.now()
        payload = {"batch": str(row.id)}
        job = new_job(self._context.tenant, "batch", due_at=now, now=now, payload=payload)
        insert_jobs(session, [job])
        row.job_id = job["id"]

    def _locked(self, session: Session, batch_id: UUID, *states: str) -> Batch:
        row = reading.batch(session, self._context.tenant, batch_id, lock=True)
        if row.state not in states:
            by = row.ended_by or row.begun_by
            now = NAMES.get(row.state, f"is {row.state}")
            raise AlreadyDone(by, row.ended_at or row.begun_at, f"The batch {now} already.")
        return row

    def _note(self, session: Session, row: Batch, action: str, by: str, reason: str) -> None:
        append_audit_log(
            session, self._context.tenant, at=self._context.now(), by=by, action=action,
            about=str(row.id),
            detail={"reason": reason, "operation": row.kind, "instances": row.total},
        )  # fmt: skip


def _item(row: Batch, number: int, one: Chosen) -> dict[str, object]:
    return {
        "tenant_id": row.tenant_id, "batch_id": row.id, "number": number,
        "instance_id": one.instance_id, "incident_id": one.incident_id,
        "business_key": one.business_key, "state": "waiting", "seen": None, "sentence": "",
        "told": [], "at": None,
    }  # fmt: skip

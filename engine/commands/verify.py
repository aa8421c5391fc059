"""Look at every chain of seals, as jobs: a slice each, so that a restart goes on where it was."""

from __future__ import annotations

import time
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.claimed import Claimed
from engine.commands.work import job_of
from engine.context import Context
from engine.errors import AlreadyDone
from engine.history import append_audit_log
from engine.jobs import finish_job, insert_jobs, new_job
from engine.queries.proof import Broken, Proof, prove_audit_log, prove_histories
from engine.tables import Verification

SECONDS = 5.0
MOST_BROKEN = 100
RUNS = "The chains are being looked at already."


def begin_verification(context: Context, *, by: str) -> UUID:
    """Begin one; its id. Raises AlreadyDone, with who began it, while one is going on."""
    return context.database.transact(lambda session: _begin(context, session, by))


def verify(context: Context, claimed: Claimed) -> None:
    """Look at as much as can be in a few seconds, and leave the rest to the next job."""
    with context.database.read() as session:
        payload = job_of(session, context.tenant, claimed).payload
    verification = UUID(payload["verification"])
    with context.database.read() as session:
        row = session.get_one(Verification, (context.tenant, verification))
        found, after, ended = _look(context, session, row.after)
        log, head = prove_audit_log(session, context.tenant) if ended else (Proof(0, 0), None)
    context.database.transact(
        lambda session: _note(
            context, session, claimed, verification, [found, log], after, str(head or "")
        )
    )


def _begin(context: Context, session: Session, by: str) -> UUID:
    query = select(Verification).where(
        Verification.tenant_id == context.tenant, Verification.ended_at.is_(None)
    )
    running = session.scalars(query.limit(1)).first()
    if running is not None:
        raise AlreadyDone(running.begun_by, running.begun_at, RUNS)
    row = Verification(
        tenant_id=context.tenant,
        id=uuid4(),
        begun_by=by,
        begun_at=context.now(),
        instances=0,
        lines=0,
        broken=[],
        head="",
    )
    session.add(row)
    append_audit_log(
        session, context.tenant, at=context.now(), by=by, action="log.verify", about=str(row.id)
    )
    _next(context, session, row.id)
    return row.id


def _look(
    context: Context, session: Session, after: UUID | None
) -> tuple[Proof, UUID | None, bool]:
    """Histories for some seconds: what was found, the last instance, whether it was the last."""
    until, instances, lines, broken = time.monotonic() + SECONDS, 0, 0, list[Broken]()
    while time.monotonic() < until:
        proof = prove_histories(session, context.tenant, after)
        instances, lines = instances + proof.instances, lines + proof.lines
        broken += proof.broken
        if proof.after is None:
            return Proof(instances, lines, broken), None, True
        after = proof.after
    return Proof(instances, lines, broken), after, False


def _note(
    context: Context,
    session: Session,
    claimed: Claimed,
    verification: UUID,
    found: list[Proof],
    after: UUID | None,
    head: str,
) -> None:
    finish_job(session, context.tenant, claimed, context.now())
    row = session.get_one(Verification, (context.tenant, verification))
    told = [_told(one) for proof in found for one in proof.broken]
    row.instances += sum(proof.instances for proof in found)
    row.lines += sum(proof.lines for proof in found)
    row.broken = [*row.broken, *told][:MOST_BROKEN]
    row.after, row.head = after, head
    if head:
        row.ended_at = context.now()
    else:
        _next(context, session, verification)


def _next(context: Context, session: Session, verification: UUID) -> None:
    job = new_job(
        context.tenant,
        "verify",
        due_at=context.now(),
        now=context.now(),
        payload={"verification": str(verification)},
    )
    insert_jobs(session, [job])


def _told(one: Broken) -> dict[str, object]:
    return {
        "instance": str(one.instance_id) if one.instance_id else "",
        "business_key": one.business_key or "",
        "line": one.line,
        "sentence": one.sentence,
    }

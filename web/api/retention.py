"""The schedule, legal holds, erasures and everything about one, for programs."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from flask import g

from engine import queries
from handlers.erasure import certifying, wording
from handlers.erasure.doing import Foretold
from handlers.erasure.findings import Findings
from handlers.erasure.subject import Subject
from handlers.retention import holding
from web.api.operation import operation
from web.api.queue_shapes import ReasonAsked
from web.api.retention_shapes import (
    DueGiven,
    ErasureAsked,
    ErasureDetail,
    ErasureForetold,
    ErasureGiven,
    ErasuresGiven,
    FileGiven,
    HoldAsked,
    HoldGiven,
    HoldMade,
    HoldsGiven,
    LineGiven,
    ObstacleGiven,
    PeriodGiven,
    ScheduleGiven,
    SubjectAsked,
)
from web.operations.retention import count
from web.operations.retention.asked import erasures, subject_asked
from web.operations.retention.taking import take_everything
from web.parts import parts

TAG = "Retention"
READ: dict[str, Any] = {"tag": TAG, "scope": "retention.read", "action": "retention.read"}
ACT: dict[str, Any] = {"tag": TAG, "scope": "retention.act", "action": "retention.act"}
EXPORT: dict[str, Any] = {"tag": TAG, "scope": "retention.export", "action": "retention.export"}
ONE = "/retention/erasures/{erasure_id}"


@operation("GET", "/retention/schedule", **READ)
def read_schedule() -> ScheduleGiven:
    """How long each kind of record is kept, and how many were past their time at the last count.

    One that is missing, or no longer holds, is asked for by this.
    """
    periods, found = count.latest()
    return ScheduleGiven(
        periods=[
            PeriodGiven(
                kind=one.kind.key, months=one.months, counts_from=one.counts_from, action=one.then
            )
            for one in periods
        ],
        due=[
            DueGiven(kind=one.period.kind.key, now=one.now, months=one.months)
            for one in found.coming
        ],
        counted_at=found.at,
        stale=found.stale,
        counting=found.asked,
    )


@operation("POST", "/retention/count", **ACT)
def count_due() -> None:
    """Have what is past its time counted again, by the worker."""
    count.ask_now()


@operation("GET", "/retention/holds", **READ)
def list_holds() -> HoldsGiven:
    """The legal holds that stand."""
    here = parts()
    with here.database.read() as db:
        rows = holding.standing(db, here.tenant)
    return HoldsGiven(items=[HoldGiven.model_validate(one) for one in rows])


@operation("POST", "/retention/holds", status=201, refuses=(409,), **ACT)
def place_hold(body: HoldAsked) -> HoldMade:
    """Place a legal hold. It takes effect at once."""
    here = parts()
    with here.database.write() as db:
        made = holding.place(
            db, here.tenant, body.about, body.subject, by=g.actor.person, reason=body.reason,
            now=here.clock.now(),
        )  # fmt: skip
    return HoldMade(hold_id=made)


@operation("POST", "/retention/holds/{hold_id}/lift", refuses=(409,), **ACT)
def lift_hold(hold_id: UUID, body: ReasonAsked) -> None:
    """Lift a legal hold."""
    here, how = parts(), {"by": g.actor.person, "reason": body.reason}
    with here.database.write() as db:
        holding.lift(db, here.tenant, hold_id, now=here.clock.now(), **how)


@operation("GET", "/retention/erasures", **READ)
def list_erasures() -> ErasuresGiven:
    """Erasures by hand. Who was erased is not told."""
    here = parts()
    with here.database.read() as db:
        rows = certifying.erasures(db, here.tenant)
    return ErasuresGiven(items=[ErasureGiven.model_validate(one) for one in rows])


@operation("POST", "/retention/erasures", refuses=(409,), **ACT)
def erase_subject(body: ErasureAsked) -> ErasureForetold:
    """Say what erasing a child or a person who has left would do; with what was `seen`, do it."""
    subject = _subject(body)
    if not body.seen:
        return _told(erasures().foretell(subject))
    made = erasures().erase(subject, by=g.actor.person, reason=body.reason, seen=body.seen)
    found = _detail(made)
    return ErasureForetold(
        erasure_id=made,
        obstacles=[],
        cautions=[],
        seen=body.seen,
        tables=found.tables,
        left=found.left,
    )


@operation("GET", ONE, **READ)
def read_erasure(erasure_id: UUID) -> ErasureDetail:
    """An erasure with what was found."""
    return _detail(erasure_id)


@operation("GET", f"{ONE}/proof", refuses=(422,), **READ)
def read_proof(erasure_id: UUID) -> FileGiven:
    """The printed proof."""
    here, document = parts(), erasures().proof(erasure_id)
    with here.database.read() as db:
        row = queries.document(db, here.tenant, document)
        content = queries.document_bytes(db, here.tenant, document)
    return _file(row.name, row.media_type, content)


@operation("POST", f"{ONE}/look", **ACT)
def look_again(erasure_id: UUID, body: SubjectAsked) -> ErasureDetail:
    """Search again for somebody who was erased, with the same words."""
    erasures().look_again(erasure_id, _subject(body), by=g.actor.person)
    return _detail(erasure_id)


@operation("POST", "/retention/export", kept=False, **EXPORT)
def export_subject(body: SubjectAsked) -> FileGiven:
    """Everything about a child or a member of staff, as a zip. It is content."""
    name, content = take_everything(_subject(body), body.reason)
    return _file(name, "application/zip", content)


def _subject(body: SubjectAsked) -> Subject:
    here = parts()
    given = {"about": body.about, "number": body.number, "names": "\n".join(body.names)}
    with here.database.read() as db:
        return subject_asked(db, here.tenant, given)


def _told(told: Foretold) -> ErasureForetold:
    return ErasureForetold(
        erasure_id=None,
        obstacles=[ObstacleGiven.model_validate(one) for one in told.obstacles],
        cautions=told.cautions,
        seen=told.seen,
        tables=[LineGiven.model_validate(one) for one in wording.touched(told.findings)],
        left=[wording.said(one) for one in told.findings.remains],
    )


def _detail(erasure_id: UUID) -> ErasureDetail:
    here = parts()
    with here.database.read() as db:
        row = certifying.erasure(db, here.tenant, erasure_id)
    findings = Findings.read(row.findings)
    own = {name: getattr(row, name) for name in ErasureGiven.model_fields}
    return ErasureDetail(
        **own,
        tables=[LineGiven.model_validate(one) for one in wording.touched(findings)],
        left=[wording.said(one) for one in findings.remains],
    )


def _file(name: str, media_type: str, content: bytes) -> FileGiven:
    return FileGiven(name=name, media_type=media_type, content=base64.b64encode(content).decode())

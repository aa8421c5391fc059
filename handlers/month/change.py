"""`month.change`: what somebody changed by hand in a list that is not released yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from engine.registry import handler
from engine.services import Services
from engine.tables import Submission
from handlers.month.listed import DRAWN, WITHDRAWN
from handlers.month.pair import may_review
from handlers.month.redraw import redraw
from handlers.month.tables import ListChange
from handlers.records.audits import Audit

DONE, REFUSED = "done", "refused"


@dataclass(frozen=True)
class Change:
    """A row of the form: which audit, what to do with it, and why."""

    audit: str
    change: str
    reason: str
    reviewer: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Change:
        """From a row of answers."""
        audit, change, reason = (str(row.get(name, "")) for name in ("audit", "change", "reason"))
        reviewer = row.get("reviewer")
        return cls(audit, change, reason, str(reviewer) if reviewer else None)


@handler("month.change", outputs=("refused",))
def change(services: Services, *, month: str, submission: str) -> Mapping[str, object]:
    """Makes the changes of a submission, row by row, and notes each; lists those not possible.

    A reviewer whom the table bars is not given; an audit that left the list is not changed.
    """
    given = services.submission(submission)
    rows = given.answers.get("changes")
    changes = [Change.of(row) for row in rows] if isinstance(rows, list) else []
    return {"refused": [x.audit for x in changes if not _made(services, month, x, given)]}


def _made(services: Services, month: str, asked: Change, given: Submission) -> bool:
    query = select(Audit).where(
        Audit.tenant_id == services.tenant, Audit.month == month, Audit.state == DRAWN
    )
    audit = services.session.scalars(query.where(Audit.reference == asked.audit)).one_or_none()
    before = audit.reviewer if audit is not None else None
    make = MAKE.get(asked.change)
    after = make(services, month, audit, asked) if make and audit is not None else None
    _note(services, month, asked, given, before, after)
    return after is not None


def _note(
    services: Services,
    month: str,
    asked: Change,
    given: Submission,
    before: str | None,
    after: str | None,
) -> None:
    services.session.add(
        ListChange(
            tenant_id=services.tenant,
            month=month,
            reference=asked.audit[:20],
            change=asked.change[:20],
            reason=asked.reason[:40],
            before=before,
            after=after or None,
            outcome=REFUSED if after is None else DONE,
            submission_id=given.id,
            by=given.by,
            at=services.now,
        )
    )
    services.session.flush()


def _remove(services: Services, month: str, audit: Audit, asked: Change) -> str:
    audit.state, audit.reviewer = WITHDRAWN, None
    return ""


def _redraw(services: Services, month: str, audit: Audit, asked: Change) -> str:
    audit.state, audit.reviewer = WITHDRAWN, None
    return redraw(services, month, audit)


def _give(services: Services, month: str, audit: Audit, asked: Change) -> str | None:
    if asked.reviewer is None or not may_review(services, month, audit, asked.reviewer):
        return None
    audit.reviewer = asked.reviewer
    return asked.reviewer


MAKE: Mapping[str, Callable[[Services, str, Audit, Change], str | None]] = {
    "remove": _remove,
    "redraw": _redraw,
    "reviewer": _give,
}

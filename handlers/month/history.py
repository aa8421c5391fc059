"""What earlier months mean for this one: cases audited, reviewers paired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.caseload.facts import months_between
from handlers.records.audits import Audit

NOT_DONE = ("discounted", "cancelled", "withdrawn")


@dataclass(frozen=True)
class History:
    """`audited`: first of the last month by case; `reviewed`: the same by
    reviewer; `paired`: the same by auditor and reviewer."""

    audited: dict[str, date]
    reviewed: dict[str, date]
    paired: dict[tuple[str, str], date]

    def months_since_pair(self, auditor: str, reviewer: str, first: date) -> int | None:
        """Whole months since this reviewer last reviewed this auditor."""
        last = self.paired.get((auditor, reviewer))
        return months_between(last, first) if last else None

    def months_since_review(self, reviewer: str, first: date) -> int | None:
        """Whole months since somebody last reviewed; null when they never did."""
        last = self.reviewed.get(reviewer)
        return months_between(last, first) if last else None


def before(session: Session, tenant: str, month: str) -> History:
    """The audits of all earlier months, those left undone aside."""
    query = (
        select(Audit.case_id, Audit.auditor, Audit.reviewer, Audit.month)
        .where(Audit.tenant_id == tenant, Audit.month < month, Audit.state.not_in(NOT_DONE))
        .order_by(Audit.month)
    )
    history = History({}, {}, {})
    for case, auditor, reviewer, in_month in session.execute(query):
        first = date.fromisoformat(f"{in_month}-01")
        history.audited[case] = first
        if reviewer:
            history.reviewed[reviewer] = first
            history.paired[auditor, reviewer] = first
    return history

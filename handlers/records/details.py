"""`records.details`: the auditor's case details decide; where they differ is a list (R50, A22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.caseload.facts import category_facts, in_care, months_between, open_band
from handlers.caseload.tables import ChildCase
from handlers.records.audits import Audit
from handlers.records.fields import Answers, day_of
from handlers.records.finding import audit_of, written
from handlers.records.tables import Difference

OUTPUTS = ("category", "dual_status", "open_months", "open_band", "in_care", "staging_points")


@handler("records.details", outputs=OUTPUTS)
def details(services: Services, *, audit: str, submission: str) -> Mapping[str, object]:
    """Takes the case details as the auditor gave them and keeps where the extract differs."""
    answers = services.submission(submission).answers
    with services.transaction() as session:
        row = audit_of(session, services.tenant, audit)
        case = session.get_one(ChildCase, (services.tenant, row.case_id))
        _keep_differences(session, services, row, case, answers)
        row.category = answers["category"]
    return stated(services, row.month, case.opened_on, answers)


def stated(
    services: Services, month: str, opened_on: date, answers: Answers
) -> Mapping[str, object]:
    """The facts that choose sections and copies, from the auditor's answers."""
    opened = day_of(answers.get("open_date")) or opened_on
    first = date.fromisoformat(f"{month}-01")
    dual = bool(answers.get("dual_status"))
    return {
        "category": answers["category"],
        "dual_status": dual,
        "open_months": months_between(opened, first),
        "open_band": open_band(opened, first, services.parameters),
        "in_care": in_care(answers["category"], dual, answers.get("legal_status")),
        "staging_points": answers.get("staging_points") or [],
    }


def differences(category: str, case: ChildCase, answers: Answers) -> Iterator[tuple[str, str, str]]:
    """Field, the extract's value and the auditor's, for each that is given and not the same."""
    known: dict[str, object] = {
        "category": category,
        "dual_status": case.child_protection and case.in_care,
        "open_date": case.opened_on,
        "allocated_date": case.allocated_on,
    }
    for field, value in known.items():
        given = answers.get(field)
        same = day_of(given) if field.endswith("_date") else given
        if given is not None and same != value:
            yield field, str(value), str(same)


def _keep_differences(
    session: Session, services: Services, audit: Audit, case: ChildCase, answers: Answers
) -> None:
    if written(session, services, Difference) is not None:
        return
    category = str(services.decide("case_category", category_facts(case)))
    for field, ours, theirs in differences(category, case, answers):
        session.add(
            Difference(
                tenant_id=services.tenant,
                id=uuid4(),
                audit_id=audit.id,
                field=field,
                extract_value=ours,
                auditor_value=theirs,
                reason=str(answers.get("correction_reason") or ""),
                at=services.now,
                activity_key=services.activity.key,
            )
        )

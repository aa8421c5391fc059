"""What is read from the database and the bundle for one printed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

import forms
from engine.bundle import Bundle
from engine.deployments import forms_of
from engine.errors import Permanent
from handlers.caseload.tables import ChildCase
from handlers.directory.reading import names
from handlers.follow_ups.reading import follow_ups
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit
from handlers.records.fields import options
from handlers.records.finding import audit_of, moderations, stage_records
from handlers.records.tables import ModerationRecord, Reflection, StageRecord

AUDITOR, REVIEWER, MODERATED = 1, 2, 3


@dataclass(frozen=True)
class Source:
    """The records of an audit, the people in them by id, and the bundle's own words."""

    audit: Audit
    case: ChildCase
    records: Mapping[int, StageRecord]
    moderations: Sequence[ModerationRecord]
    reflected: str
    concerns: Sequence[FollowUp]
    people: Mapping[str, str]
    bundle: Bundle

    def form(self, key: str) -> forms.Form:
        """A form of the deployed bundle."""
        return forms_of(self.bundle)[key]

    def name(self, person: str | None) -> str:
        """A person's name, "" for nobody."""
        return self.people.get(person or "", "")

    def grade(self, value: str | None) -> str:
        """A grade as the form words it, "" for none."""
        scale = options(self.bundle, "audit/overview", "overall_grade")
        return scale.get(value, value) if value else ""

    def day(self, instant: datetime) -> date:
        """The day on the clocks of the bundle's zone."""
        calendar = self.bundle.manifest.get("calendar", {})
        return instant.astimezone(ZoneInfo(calendar.get("zone", "Europe/London"))).date()

    def completed(self, stage: int) -> list[StageRecord]:
        """The forms that a print of this stage shows. Permanent when one is not there yet."""
        wanted = [AUDITOR] if stage == AUDITOR else [AUDITOR, REVIEWER]
        missing = stage == MODERATED and not self.moderations
        if missing or not set(wanted) <= set(self.records):
            raise Permanent(f"Stage {stage} of this audit has not been completed yet.")
        return [self.records[one] for one in wanted]


def source_of(session: Session, tenant: str, bundle: Bundle, audit_id: str) -> Source:
    """Read everything a print may show. Permanent when there is no such audit."""
    audit = audit_of(session, tenant, audit_id)
    records = stage_records(session, audit)
    moderated = moderations(session, audit)
    ids = [audit.auditor, audit.reviewer, audit.social_worker, audit.service_manager]
    ids += [record.by for record in records.values()] + [one.by for one in moderated]
    return Source(
        audit=audit,
        case=session.get_one(ChildCase, (tenant, audit.case_id)),
        records=records,
        moderations=moderated,
        reflected=_reflected(session, audit),
        concerns=follow_ups(session, tenant, audit.id, "concern"),
        people=names(session, tenant, ids),
        bundle=bundle,
    )


def _reflected(session: Session, audit: Audit) -> str:
    """How the social worker's reflection came: "given", "late" or "none"."""
    query = select(Reflection.late).where(
        Reflection.tenant_id == audit.tenant_id,
        Reflection.audit_id == audit.id,
        Reflection.submission_id.is_not(None),
    )
    late = session.scalars(query.order_by(Reflection.at)).first()
    return "none" if late is None else "late" if late else "given"

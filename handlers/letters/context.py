"""The names a letter may use. Nothing about the child is among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from handlers.caseload.tables import ChildCase
from handlers.directory.reading import names, team
from handlers.directory.roles import words
from handlers.records.audits import Audit
from handlers.records.fields import options

PARTS = {
    "auditor": "team_manager",
    "reviewer": "peer_reviewer",
    "social_worker": "social_worker",
    "service_manager": "service_manager",
    "officer": "pdo",
}

RECIPIENT_NAMES = ("name", "role")
AUDIT_NAMES = ("reference", "month", "category", "team", *PARTS)


def audit_names(session: Session, bundle: Bundle, audit: Audit) -> Mapping[str, str]:
    """`audit` as a letter sees it: reference, month and category in words, who takes part."""
    involved = {part: getattr(audit, part) for part in PARTS}
    known = names(session, audit.tenant_id, list(involved.values()))
    case = session.get_one(ChildCase, (audit.tenant_id, audit.case_id))
    held_by = team(session, audit.tenant_id, case.team_id)
    return {
        "reference": audit.reference,
        "month": f"{date.fromisoformat(audit.month + '-01'):%B %Y}",
        "category": options(bundle, "case_details", "category").get(audit.category, audit.category),
        "team": held_by.name if held_by else "",
        **{part: known.get(person or "", "") for part, person in involved.items()},
    }


def part_of(audit: Audit, person: str) -> str:
    """Somebody's part in an audit, in words; empty when they have none."""
    parts = [role for part, role in PARTS.items() if getattr(audit, part) == person]
    return words(parts[0]) if parts else ""

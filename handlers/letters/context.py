"""The names a letter may use. Nothing about the child is among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine.bundle import Bundle
from handlers.caseload.tables import ChildCase
from handlers.directory.reading import names
from handlers.directory.roles import words
from handlers.directory.tables import Team
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
# The team that has the case.
_TEAM = (
    select(Team.name)
    .join(ChildCase, (ChildCase.tenant_id == Team.tenant_id) & (ChildCase.team_id == Team.id))
    .where(ChildCase.tenant_id == bindparam("of"), ChildCase.id == bindparam("case"))
)


def parties(audit: Audit) -> list[str]:
    """The ids of everybody who takes part in an audit."""
    return [person for part in PARTS if (person := getattr(audit, part))]


def audit_names(
    session: Session, bundle: Bundle, audit: Audit, known: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """`audit` as a letter sees it: reference, month and category in words, who takes part.

    `known` are the names of the `parties`, where they have been read already.
    """
    known = names(session, audit.tenant_id, parties(audit)) if known is None else known
    case = {"of": audit.tenant_id, "case": audit.case_id}
    return {
        "reference": audit.reference,
        "month": f"{date.fromisoformat(audit.month + '-01'):%B %Y}",
        "category": options(bundle, "case_details", "category").get(audit.category, audit.category),
        "team": session.scalar(_TEAM, case) or "",
        **{part: known.get(getattr(audit, part) or "", "") for part in PARTS},
    }


def part_of(audit: Audit, person: str) -> str:
    """Somebody's part in an audit, in words; empty when they have none."""
    parts = [role for part, role in PARTS.items() if getattr(audit, part) == person]
    return words(parts[0]) if parts else ""

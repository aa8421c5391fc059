"""A council small enough to know everybody: each person's id says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, PersonRole, Team
from handlers.records.audits import Audit, Draw

TENANT = "main"
ROLES: Mapping[str, tuple[str, str]] = {
    "auditor": ("team_manager", "Amina Okoro"),
    "reviewer": ("peer_reviewer", "Ben Ashdown"),
    "social_worker": ("social_worker", "Carys Pugh"),
    "service_manager": ("service_manager", "Dev Anand"),
    "sm_sqa": ("sm_sqa", "Ewa Zielinska"),
    "officer": ("pdo", "Femi Adeyemi"),
    "iro_team_manager": ("iro_team_manager", "Grace Lowe"),
    "cp_chairs_manager": ("cp_chairs_manager", "Hal Boyd"),
    "miu": ("miu", "Ines Duarte"),
    "assistant_director": ("assistant_director", "Joan Kerr"),
    "governance": ("information_governance", "Lena Marsh"),
    "head_of_qa": ("head_of_qa", "Kofi Lamptey"),
}

FURTHER: Mapping[str, tuple[str, str]] = {
    "second_reviewer": ("peer_reviewer", "Mona Reid"),
    "third_reviewer": ("peer_reviewer", "Nils Ortiz"),
    "second_officer": ("pdo", "Olu Bright"),
    "second_miu": ("miu", "Pia Holt"),
    "second_manager": ("team_manager", "Tess Moran"),
}


def settle(session: Session) -> None:
    """Everybody at work, one team."""
    session.add(
        Team(tenant_id=TENANT, id="team", name="Team 1", kind="district", area="North",
             district="Dartford", service_manager="service_manager", in_programme=True)
    )  # fmt: skip
    for person, (_, name) in ROLES.items():
        _engage(session, person, name)
        appoint(session, person)


def _engage(session: Session, person: str, name: str) -> None:
    team = "team" if person in ("auditor", "social_worker") else None
    session.add(
        Person(tenant_id=TENANT, id=person, name=name, email=f"{person}@example.org",
               team_id=team, line_manager=None, working_week=[1, 1, 1, 1, 1, 0, 0],
               active=True)
    )  # fmt: skip


def appoint(session: Session, person: str) -> None:
    """This person holds their role, for all of the council; a further reviewer comes for it."""
    if person in FURTHER:
        _engage(session, person, FURTHER[person][1])
    role = {**ROLES, **FURTHER}[person][0]
    session.add(PersonRole(tenant_id=TENANT, person_id=person, role=role, scope=""))


def share(session: Session, person: str, other: str) -> None:
    """A second person holds the role of the first."""
    _engage(session, other, f"Second {ROLES[person][0]}")
    session.add(PersonRole(tenant_id=TENANT, person_id=other, role=ROLES[person][0], scope=""))


def leave(session: Session, person: str) -> None:
    """Nobody holds this person's role any more."""
    session.delete(session.get_one(PersonRole, (TENANT, person, ROLES[person][0], "")))


def draw(session: Session, given: Mapping[str, Any]) -> UUID:
    """A case of the team, drawn for audit. `given` may say category, in_care and opened_on."""
    category = given.get("category", "CIN")
    session.add(
        ChildCase(tenant_id=TENANT, id="L9-0000001", initials="A.B.", team_id="team",
                  social_worker="social_worker",
                  opened_on=date.fromisoformat(given.get("opened_on", "2026-02-10")),
                  allocated_on=None, child_in_need=category == "CIN",
                  child_protection=category == "CP", in_care=bool(given.get("in_care")),
                  care_leaver=False, iro=None, cp_chair=None, family_id=None,
                  previous_workers=[], restricted=False, last_audited_on=None, is_open=True)
    )  # fmt: skip
    session.add(
        Draw(tenant_id=TENANT, month="2026-12", seed=given.get("seed", 1),
             deployment_id=uuid4(), log=[], by="owner", at=datetime(2026, 11, 17, 8, tzinfo=UTC))
    )  # fmt: skip
    audit = Audit(
        tenant_id=TENANT, id=uuid4(), reference="AUD-2026-12-001", month="2026-12",
        case_id="L9-0000001", auditor="auditor", reviewer="reviewer",
        social_worker=None if given.get("vacant") else "social_worker",
        service_manager=None if given.get("no_service_manager") else "service_manager",
        officer=None, category=category, state="drawn",
    )  # fmt: skip
    session.add(audit)
    return audit.id

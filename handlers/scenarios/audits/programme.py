"""A council with a caseload, for stories about a whole month: a team or two, reviewers, cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Absence, Person, PersonRole, Team
from handlers.intake.tables import ExtractImport
from handlers.scenarios.audits.council import TENANT

WEEK = [1, 1, 1, 1, 1, 0, 0]


def found(session: Session, given: Mapping[str, Any]) -> UUID:
    """What `given.programme` says: `teams` besides the first, `reviewers`, `cases` of each team,
    those `held` by the reviewer once, teams `without` a case, `siblings` among the cases,
    `absences`, the day of the last import (`imported`)."""
    told = given["programme"]
    for number in range(1, told.get("teams", 1) + 1):
        _team(session, number, told)
    for number in range(2, told.get("reviewers", 1) + 1):
        _person(session, f"reviewer_{number}", f"Reviewer {number}", "peer_reviewer", "")
    for absence in told.get("absences", []):
        row = {name: date.fromisoformat(absence[name]) for name in ("starts_on", "ends_on")}
        session.add(Absence(tenant_id=TENANT, person_id=absence["person"],
                            reason=absence["reason"], **row))  # fmt: skip
    imported = told.get("imported")
    if imported:
        import_extract(session, datetime.fromisoformat(imported).replace(tzinfo=UTC))
    return uuid4()


def import_extract(session: Session, at: datetime) -> None:
    """An extract was imported then, and brought nothing new."""
    session.add(ExtractImport(tenant_id=TENANT, files=[], by="miu", at=at))


def bring(session: Session, told: Mapping[str, Any], at: datetime) -> None:
    """An extract that says who is `gone`, or who is `manager` of a `team`."""
    if "gone" in told:
        people = told["gone"]
        for one in people if isinstance(people, list) else [people]:
            gone(session, one)
    if "manager" in told:
        manage(session, told["manager"], told["team"])
    import_extract(session, at)


def manage(session: Session, person: str, team: str) -> None:
    """This person manages the team now."""
    session.add(PersonRole(tenant_id=TENANT, person_id=person, role="team_manager", scope=team))


def gone(session: Session, person: str) -> None:
    """This person does not work here any more."""
    session.get_one(Person, (TENANT, person)).active = False


def _team(session: Session, number: int, told: Mapping[str, Any]) -> None:
    team, auditor = ("team", "auditor") if number == 1 else (f"team_{number}", f"auditor_{number}")
    if number > 1:
        session.add(Team(tenant_id=TENANT, id=team, name=f"Team {number}", kind="district",
                         area="North", district="Dover", service_manager="service_manager",
                         in_programme=True))  # fmt: skip
        _person(session, auditor, f"Auditor {number}", "social_worker", team)
    if team not in told.get("unmanaged", []):
        manage(session, auditor, team)
    for case in range(0 if team in told.get("without", []) else told.get("cases", 1)):
        held = ["reviewer"] if case < told.get("held", 0) else []
        id = f"L9-{number:03}{case:04}"
        session.add(_case(id, team, held, "F1" if id in told.get("siblings", []) else None))


def another_case(team: str) -> ChildCase:
    """One more case that may be drawn."""
    return _case("L9-0000002", team, [])


def _case(id: str, team: str, held: list[str], family: str | None = None) -> ChildCase:
    return ChildCase(
        tenant_id=TENANT, id=id, initials="A.B.", team_id=team, social_worker="social_worker",
        opened_on=date(2026, 2, 10), allocated_on=None, child_in_need=True,
        child_protection=False, in_care=False, care_leaver=False, iro=None, cp_chair=None,
        family_id=family, previous_workers=held, restricted=False, last_audited_on=None,
        is_open=True,
    )  # fmt: skip


def _person(session: Session, id: str, name: str, role: str, scope: str) -> None:
    session.add(Person(tenant_id=TENANT, id=id, name=name, email=f"{id}@example.org",
                       team_id=scope or None, line_manager=None, working_week=WEEK,
                       active=True))  # fmt: skip
    session.add(PersonRole(tenant_id=TENANT, person_id=id, role=role, scope=scope))

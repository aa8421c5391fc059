"""The people of the tests: a reader, a checker, two librarians, an administrator, a stranger."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.directory.tables import Person, PersonRole

PEOPLE = {
    "reader": ("Rita Reader", ["team_manager"]),
    "checker": ("Carl Checker", ["peer_reviewer"]),
    "maya": ("Maya Librarian", ["librarian"]),
    "noah": ("Noah Librarian", ["librarian"]),
    "boss": ("Ada Admin", ["admin"]),
    "stranger": ("Sam Stranger", ["social_worker"]),
}


def employ(session: Session, tenant: str = "main") -> None:
    """Put them all into the directory."""
    for identity, (name, roles) in PEOPLE.items():
        address = f"{identity}@example.org"
        week = [1.0] * 5 + [0.0] * 2
        session.add(
            Person(tenant_id=tenant, id=identity, name=name, email=address, working_week=week)
        )
        for role in roles:
            session.add(PersonRole(tenant_id=tenant, person_id=identity, role=role, scope=""))

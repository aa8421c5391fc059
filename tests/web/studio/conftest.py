"""Two owners of the book lending, and a change of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from handlers.directory.tables import Person, PersonRole

OWNERS = {"olive": ("Olive Owner", "process_owner"), "hugo": ("Hugo Head", "head_of_qa")}
OWNERS |= {"otto": ("Otto Owner", "process_owner")}


def employ_owners(session: Session) -> None:
    """Put them into the directory."""
    for identity, (name, role) in OWNERS.items():
        address, week = f"{identity}@example.org", [1.0] * 5 + [0.0] * 2
        row = Person(tenant_id="main", id=identity, name=name, email=address, working_week=week)
        session.add(row)
        session.add(PersonRole(tenant_id="main", person_id=identity, role=role, scope=""))


@pytest.fixture
def owners(parts):
    """Three people who may change the policy."""
    with parts.database.write() as session:
        employ_owners(session)
    return OWNERS


@pytest.fixture
def change(parts, owners) -> UUID:
    """A change of the lending that Olive has begun."""
    return parts.changes.begin("lending", "Longer loans", by="olive")


@pytest.fixture
def at(change) -> str:
    """The address of the change."""
    return f"/studio/changes/{change}"

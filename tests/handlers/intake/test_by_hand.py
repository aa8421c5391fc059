"""What an administrator said by hand stays until the extract says the same."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select

from engine.database import Database
from handlers.access.in_force import put_in_force
from handlers.access.people import Newcomer, add
from handlers.access.roles import Act, Wanted, end, give
from handlers.intake import import_extract
from handlers.tables import Appointment, Person, PersonRole
from tests.handlers.intake.test_import import PEOPLE, ROLES, extract

TODAY = date(2026, 12, 1)
ACT = Act("P2", "Began today", datetime(2026, 12, 1, 9, tzinfo=UTC), TODAY)
NEW = Newcomer("P9", "Nia New", "nia@example.org")
ROLE = Wanted("P9", "peer_reviewer", "", TODAY, date(2026, 12, 31))


def begun(database: Database) -> None:
    """Two people of the extract, and one by hand with a role by hand."""
    import_extract(database, "main", extract())
    with database.write() as session:
        add(session, "main", NEW, ACT, lambda address: True)
        session.flush()
        give(session, "main", ROLE, ACT)


def roles(database: Database) -> set[tuple[str, str]]:
    with database.read() as session:
        rows = session.execute(select(PersonRole.person_id, PersonRole.role))
        return {(person, role) for person, role in rows}


def test_an_extract_that_does_not_know_them_leaves_them_and_counts_no_end(
    database: Database,
) -> None:
    begun(database)
    report = {f.file: f.ended for f in import_extract(database, "main", extract()).files}
    assert (report["people.csv"], report["roles.csv"]) == (0, 0)
    assert ("P9", "peer_reviewer") in roles(database)
    with database.read() as session:
        assert session.get_one(Person, ("main", "P9")).active


def test_an_extract_that_knows_them_has_the_say_from_then_on(database: Database) -> None:
    begun(database)
    people = f"{PEOPLE}P9,Nia Newer,nia@example.org,T1,P2,\n"
    known = extract(people=people, roles=f"{ROLES}P9,peer_reviewer,\n")
    import_extract(database, "main", known)
    with database.write() as session:
        put_in_force(session, "main", date(2027, 1, 1))
        assert session.get_one(Person, ("main", "P9")).name == "Nia Newer"
    assert ("P9", "peer_reviewer") in roles(database), "its last day by hand counts no more"
    import_extract(database, "main", extract())
    with database.read() as session:
        assert not session.get_one(Person, ("main", "P9")).active
    assert ("P9", "peer_reviewer") not in roles(database)


def test_a_role_by_hand_goes_when_its_days_are_over_or_it_is_ended(database: Database) -> None:
    begun(database)
    with database.write() as session:
        assert put_in_force(session, "main", date(2026, 12, 31)) == 0
        assert put_in_force(session, "main", date(2027, 1, 1)) == 1
    assert ("P9", "peer_reviewer") not in roles(database)
    with database.write() as session:
        assert put_in_force(session, "main", TODAY) == 1
        end(session, "main", ROLE, ACT)
        assert put_in_force(session, "main", TODAY) == 0
        assert session.scalars(select(Appointment)).all() == [], "it had just begun"
    assert ("P9", "peer_reviewer") not in roles(database)

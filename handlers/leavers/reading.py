"""Who carries on for whom, where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from engine.tables import ProcessInstance
from handlers.directory.tables import Person
from handlers.leavers.tables import Handover

LEAVER, SUCCESSOR = aliased(Person), aliased(Person)
KEYLESS = "instance "


def matter_of(business_key: str | None, instance: UUID) -> str:
    """What a process instance is about: its business key, or itself where it has none."""
    return business_key or f"{KEYLESS}{instance}"


def carried_on(
    session: Session, tenant: str, people: Iterable[str], matter: str | None
) -> dict[str, str]:
    """Of these people those who have left and whom somebody follows in the matter: by whom."""
    wanted = sorted(set(people))
    if matter is None or not wanted:
        return {}
    query = standing(tenant).where(Handover.person.in_(wanted), Handover.matter == matter)
    found = session.scalars(query.order_by(Handover.decided_at))
    return {one.person: str(one.carried_on_by) for one in found}


def carried_by(session: Session, tenant: str, person: str) -> Sequence[Handover]:
    """What a person carries on, by whose it was and by matter."""
    query = standing(tenant).where(Handover.carried_on_by == person)
    return session.scalars(query.order_by(Handover.person, Handover.matter)).all()


def places(
    session: Session, tenant: str, handed: Iterable[tuple[str, str]]
) -> Mapping[str, frozenset[UUID]]:
    """The process instances of these (person, matter), by person."""
    people: dict[str, set[str]] = defaultdict(set)
    for person, matter in handed:
        people[matter].add(person)
    found: dict[str, set[UUID]] = defaultdict(set)
    for instance, key in _instances(session, tenant, people) if people else ():
        for person in people[matter_of(key, instance)]:
            found[person].add(instance)
    return {person: frozenset(instances) for person, instances in found.items()}


def standing(tenant: str) -> Select[Handover]:
    """The handovers that hold: decided, from somebody who has left to somebody who works here."""
    return (
        select(Handover)
        .join(LEAVER, (LEAVER.tenant_id == tenant) & (LEAVER.id == Handover.person))
        .join(SUCCESSOR, (SUCCESSOR.tenant_id == tenant) & (SUCCESSOR.id == Handover.carried_on_by))
        .where(Handover.tenant_id == tenant, LEAVER.active.is_(False), SUCCESSOR.active)
    )


def _instances(
    session: Session, tenant: str, matters: Iterable[str]
) -> Iterable[tuple[UUID, str | None]]:
    known = sorted(matters)
    alone = [UUID(one.removeprefix(KEYLESS)) for one in known if one.startswith(KEYLESS)]
    row = ProcessInstance
    theirs = or_(row.business_key.in_(known), row.id.in_(alone) & row.business_key.is_(None))
    query = select(row.id, row.business_key).where(row.tenant_id == tenant, theirs)
    return [(instance, key) for instance, key in session.execute(query)]


def carriers(session: Session, tenant: str, matter: str) -> frozenset[str]:
    """Everybody who carries on for somebody in the matter."""
    query = standing(tenant).where(Handover.matter == matter)
    return frozenset(str(one.carried_on_by) for one in session.scalars(query))

"""`directory.posts`: which roles nobody holds, and which several people do who should be one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from engine.tables import UserTask
from handlers.directory.in_charge import first_held
from handlers.directory.reading import people
from handlers.directory.roles import words


@handler("directory.posts", outputs=("vacant", "shared", "stand_in"))
def posts(
    services: Services, *, roles: list[str], asked: list[str] | None = None
) -> Mapping[str, object]:
    """Two lists of posts, in words: `vacant` and `shared`; a post that one person holds is in
    neither.

    Vacant are also other roles for which a user task waits although nobody holds them. `stand_in`
    is who is asked to put it right where nobody holds the first of the roles `asked`.
    """
    with services.reading() as session:
        held = {role: len(people(session, services.tenant, role=role)) for role in roles}
        waited_for = _waited_for(session, services.tenant, roles)
        role, found = first_held(session, services.tenant, asked or [""])
    nobody = [role for role, count in held.items() if count == 0]
    return {
        "vacant": [words(one) for one in (*nobody, *waited_for)],
        "shared": [words(role) for role, count in held.items() if count > 1],
        "stand_in": found[0] if asked and found and role != asked[0] else None,
    }


def _waited_for(session: Session, tenant: str, known: Sequence[str]) -> list[str]:
    """Roles, other than these, for which a user task waits and which nobody holds."""
    waits = (UserTask.tenant_id == tenant, UserTask.state == "open", UserTask.assignee.is_(None))
    query = select(UserTask.candidate_group).where(*waits).distinct()
    wanted = sorted({one for one in session.scalars(query) if one and one not in known})
    return [one for one in wanted if not people(session, tenant, role=one)]

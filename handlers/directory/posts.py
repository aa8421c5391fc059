"""`directory.posts`: which posts that a council has once nobody holds, or several people do."""

from __future__ import annotations

from collections.abc import Mapping

from engine.registry import handler
from engine.services import Services
from handlers.directory.reading import people
from handlers.directory.roles import words


@handler("directory.posts", outputs=("vacant", "shared"))
def posts(services: Services, *, roles: list[str]) -> Mapping[str, object]:
    """Two lists of posts, in words: `vacant` and `shared`; a post that one person holds is in
    neither."""
    with services.reading() as session:
        held = {role: len(people(session, services.tenant, role=role)) for role in roles}
    return {
        "vacant": [words(role) for role, count in held.items() if count == 0],
        "shared": [words(role) for role, count in held.items() if count > 1],
    }

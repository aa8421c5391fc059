"""Who is meant by what was typed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.directory.reading import named, person
from web.choosing import label
from web.operations.acting.asked import FindPerson, Wrong


def finder(session: Session, tenant: str) -> FindPerson:
    """Finds the one person who works here and has that id or name. Raises Wrong, naming those
    found, when there are several."""

    def find(text: str) -> str:
        exact = person(session, tenant, text)
        if exact is not None and exact.active:
            return exact.id
        found = named(session, tenant, text)
        if len(found) == 1:
            return found[0].id
        if not found:
            raise Wrong({"person": "Nobody of that name works here"})
        several = "; ".join(f"{one.id} is {label(session, one)}" for one in found)
        raise Wrong({"person": f"Several are called so. Enter one of these ids: {several}"})

    return find

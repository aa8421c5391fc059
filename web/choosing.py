"""Finding people by name, for questions of a form that ask who somebody is."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from forms import Bound, Option
from forms.items import Item
from handlers.directory.reading import named, person, roles_of
from handlers.directory.roles import words
from handlers.directory.tables import Person
from web.parts import Parts


def find_people(here: Parts, bound: Bound | None) -> Bound | None:
    """The same page, with who is chosen in words, and who was found by what was typed."""
    asked = list(_asked(bound)) if bound is not None else []
    if bound is not None and asked:
        with here.database.read() as db:
            for item in asked:
                _fill(db, here.tenant, item, bound.row_action or bool(bound.problems))
    return bound


def _asked(bound: Bound) -> Iterator[Item]:
    for item in (inner for outer in bound.items for inner in outer.walk()):
        if item.component.picks:
            yield item


def _fill(session: Session, tenant: str, item: Item, search: bool) -> None:
    typed = str(item.word or "")
    chosen = person(session, tenant, typed) if typed else None
    if chosen is not None and chosen.active:
        item.known = label(session, chosen)
    elif search and typed:
        found = named(session, tenant, typed)
        item.found = tuple(Option(one.id, label(session, one)) for one in found)


def label(session: Session, who: Person) -> str:
    """A name with the person's roles, so that two of the same name can be told apart."""
    roles = dict.fromkeys(words(row.role) for row in roles_of(session, who.tenant_id, who.id))
    return f"{who.name} ({', '.join(roles)})" if roles else who.name

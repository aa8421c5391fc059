"""Who is looked for: the number or id, and every other word that names them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from handlers.directory.reading import person
from handlers.register import tables

About = Literal["child", "person"]
SHORTEST = 3
# Of a name or number its longest plain run is asked of the database; the rest is looked at here.
PLAIN = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Subject:
    """`number` is a child's number or a person's id; `names` whatever else names them.

    Whatever has more in it than letters (a digit, "@", a space) is looked for in every text; a mere
    word (the id "reader") only where it stands alone, as it means something else in sentences.
    """

    about: About
    number: str
    names: tuple[str, ...] = ()

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """Every word once, whatever its capitals, the longest first."""
        known = {one.casefold(): one for one in (*self.names, self.number)}
        return tuple(sorted(known.values(), key=len, reverse=True))

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """Those that are looked for in every text."""
        return tuple(one for one in self.identifiers if not one.isalpha())

    @cached_property
    def in_texts(self) -> re.Pattern[str]:
        """Finds a distinct one as a word of its own, in capitals or not, over a line's end too."""
        either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in self.distinct)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", re.IGNORECASE)

    @cached_property
    def alone(self) -> frozenset[str]:
        """Every one of them, for texts that are nothing else."""
        return frozenset(one.casefold() for one in self.identifiers)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Texts that name the subject have one of these in them; "" when that cannot be said."""
        runs = [max(PLAIN.findall(one), key=len, default="") for one in self.identifiers]
        return tuple(sorted(set(runs)))

    def digests(self, salt: str) -> list[str]:
        """What was looked for, told without saying it: slow to make, so slow to guess."""
        return sorted(_digest(one.casefold(), salt) for one in self.identifiers)


def child(number: str, names: Iterable[str] = ()) -> Subject:
    """A child by the number of the case, and other words for them."""
    return Subject("child", number.strip().upper(), _clean(names))


def member_of_staff(
    session: Session, tenant: str, person_id: str, names: Iterable[str] = ()
) -> Subject:
    """A person with the name, the address and the accounts that are known of them."""
    row = person(session, tenant, person_id)
    known = [row.name, row.email] if row else []
    known += list(_accounts(session, tenant, person_id))
    return Subject("person", person_id, _clean([*known, *names]))


def _accounts(session: Session, tenant: str, person_id: str) -> Sequence[str]:
    """What they are called where they sign in: columns of words beside the person's id."""
    found: list[str] = []
    for held, table in tables(session):
        if held.kind == "person" and held.owner == "person" and held.words:
            found += _words_of(session, table, held.words, tenant, person_id)
    return found


def _words_of(
    session: Session, table: Table, columns: Sequence[str], tenant: str, person_id: str
) -> list[str]:
    query = select(*(table.c[name] for name in columns)).where(
        table.c.tenant_id == tenant, table.c.person == person_id
    )
    return [str(value) for row in session.execute(query) for value in cast(Any, row) if value]


def _clean(names: Iterable[str]) -> tuple[str, ...]:
    found = (" ".join(one.split()) for one in names)
    return tuple(dict.fromkeys(one for one in found if len(one) >= SHORTEST))


def _digest(word: str, salt: str) -> str:
    made = hashlib.scrypt(word.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=16)
    return made.hex()

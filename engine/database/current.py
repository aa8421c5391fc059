"""Whether the tables are those of this program, found out without loading what upgrades them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

OWN = Path(__file__).parents[1] / "migrations"
REVISION = re.compile(r'^revision = "(\w+)"', re.MULTILINE)
BEFORE = re.compile(r'^down_revision = "(\w+)"', re.MULTILINE)


def tables_are_current(session: Session, locations: Sequence[Path] = ()) -> bool:
    """Whether every migration of the engine and of `locations` has been made, and no other."""
    present = session.scalars(text("SELECT version_num FROM alembic_version")).all()
    return set(present) == last_revisions((OWN, *locations))


@cache
def last_revisions(locations: tuple[Path, ...]) -> frozenset[str]:
    """The migrations that no other follows."""
    texts = list(_texts(locations))
    known = {name for one in texts for name in REVISION.findall(one)}
    return frozenset(known - {name for one in texts for name in BEFORE.findall(one)})


def _texts(locations: tuple[Path, ...]) -> Iterator[str]:
    for location in locations:
        for file in sorted((location / "versions").glob("*.py")):
            yield file.read_text(encoding="utf-8")

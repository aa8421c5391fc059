"""What is loaded for the decision whether somebody may see content they opened."""

from __future__ import annotations

from uuid import UUID

from handlers.unmasking.tables import Unmasking
from web.access.facts import UnmaskingFacts
from web.parts import parts


def facts(unmasking_id: UUID, **_: object) -> UnmaskingFacts | None:
    """Whose it is; None when there is none."""
    row = unmasking(unmasking_id)
    return UnmaskingFacts(row.by) if row is not None else None


def unmasking(unmasking_id: UUID) -> Unmasking | None:
    """The row, or None."""
    here = parts()
    with here.database.read() as db:
        return db.get(Unmasking, (here.tenant, unmasking_id))

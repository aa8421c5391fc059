"""Which version is offered to a person while one is given to some groups first."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.context import Context
from engine.queries import Takes
from engine.tables import Release


def takes_for(context: Context, session: Session, person: str) -> Takes:
    """Which version is offered to a person: by the instant, or by the group they belong to."""

    def takes(release: Release) -> bool:
        if release.starts_at is not None:
            return context.now() >= release.starts_at
        grouping = context.registry.groupings.get(release.grouping)
        if grouping is None:
            return False
        return grouping.of_person(session, context.tenant, person) in release.groups

    return takes

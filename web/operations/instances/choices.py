"""What each filter of the list offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.tables import Deployment
from handlers.directory.districts import districts
from web.operations.instances.filters import AGES, STATUSES, Chosen
from web.words import count, plain

ALL = {"": "All"}


@dataclass(frozen=True)
class Choices:
    """Words by value, for each filter that is a choice."""

    processes: Mapping[str, str]
    versions: Mapping[str, str]
    districts: Mapping[str, str]
    statuses: Mapping[str, str]
    ages: Mapping[str, str]
    incidents: Mapping[str, str]


def choices(session: Session, tenant: str, chosen: Chosen) -> Choices:
    """Everything there is, and what was chosen also when it is not there any more."""
    places = {one: one for one in districts(session, tenant)}
    cause = {} if chosen.incident in ("", "any") else {chosen.incident: "With this cause"}
    return Choices(
        ALL | queries.process_names(session, tenant),
        ALL | _versions(session, tenant),
        ALL | ({chosen.district: chosen.district} if chosen.district else {}) | places,
        ALL | {one: "Running" if one == "active" else plain(one) for one in STATUSES},
        {"": "Any"} | {str(days): f"More than {count(days, 'day')}" for days in AGES},
        {"": "With or without", "any": "Held up now"} | cause,
    )


def _versions(session: Session, tenant: str) -> dict[str, str]:
    query = select(Deployment.version).where(Deployment.tenant_id == tenant).distinct()
    found = session.scalars(query.order_by(Deployment.version.desc()))
    return {str(version): str(version) for version in found}

"""What can be chosen from when a batch is begun."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.acting import Kind
from engine.spiff import ProcessSpec
from engine.tables import Deployment
from web.operations.acting.choices import Choices
from web.operations.versions import processes_of
from web.parts import Parts

KINDS: tuple[Kind, ...] = (
    "retry", "suspend", "resume", "reassign", "due", "skip", "move", "back", "message",
    "variables", "migrate", "cancel",
)  # fmt: skip
AT_A_PLACE: tuple[Kind, ...] = ("skip", "move", "reassign", "due", "message")
MOST_VERSIONS = 50


def elements(session: Session, here: Parts, process: str) -> dict[str, str]:
    """The elements of the processes in force, or of this one, by id: what it is called there."""
    found: dict[str, str] = {}
    for deployment in queries.active_deployments(session, here.tenant):
        for key, spec in processes_of(here, deployment.id).items():
            if process in ("", key):
                found |= _named(spec)
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _named(spec: ProcessSpec) -> dict[str, str]:
    called = spec.name or spec.key
    return {one.id: f"{one.name or one.id} ({called})" for one in spec.elements.values()}


def choices(session: Session, here: Parts, kind: Kind, known: Mapping[str, str]) -> Choices:
    """Options for the fields of this operation."""
    if kind == "migrate":
        return Choices(deployment=_versions(session, here.tenant))
    return Choices(to=known if kind in ("move", "back") else {})


def _versions(session: Session, tenant: str) -> dict[str, str]:
    query = select(Deployment).where(Deployment.tenant_id == tenant)
    newest = query.order_by(Deployment.deployed_at.desc()).limit(MOST_VERSIONS)
    return {
        str(d.id): f"{d.title}, version {d.version}{', in force' if d.active else ''}"
        for d in session.scalars(newest)
    }

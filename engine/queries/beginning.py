"""Which version a new instance begins with, also while another version is being rolled out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.tables import Deployment, OfferedStart, ProcessDefinition, ProcessStart, Release

T = TypeVar("T", ProcessDefinition, OfferedStart)
# Whether what is about to begin takes the version that is being rolled out.
Takes = Callable[[Release], bool]


def takes_new(now: datetime, variables: Mapping[str, object], cohort: str | None = None) -> Takes:
    """By the instant from which it holds, or by the groups that have it first: that which the
    variables name, else `cohort`, the group of the instance that makes it begin."""

    def takes(release: Release) -> bool:
        if release.starts_at is not None:
            return now >= release.starts_at
        named = variables.get(release.variable)
        return (cohort if named is None else named) in release.groups

    return takes


def in_force(release: Release) -> bool:
    """What takes no part in a rollout: the version that is in force for everybody."""
    return False


def process_to_begin(
    session: Session, tenant: str, process_key: str, takes: Takes
) -> ProcessDefinition:
    """The process as the version has it that the instance begins with. NotFound.

    One statement, unless a version of its bundle is being rolled out.
    """
    query = _candidates(tenant).where(ProcessDefinition.key == process_key)
    found = _chosen(session, session.execute(query).all(), takes)
    if not found:
        raise NotFound(f"No process {process_key} is deployed. Deploy a bundle that has it.")
    return found[0]


def begun_by(
    session: Session, tenant: str, kind: str, name: str, takes: Takes
) -> Sequence[ProcessDefinition]:
    """The processes that the message or signal `name` starts, by key."""
    same = (ProcessStart.tenant_id == ProcessDefinition.tenant_id) & (
        ProcessStart.deployment_id == ProcessDefinition.deployment_id
    )
    query = _candidates(tenant).join(
        ProcessStart, same & (ProcessStart.process_key == ProcessDefinition.key)
    )
    found = query.where(ProcessStart.kind == kind, ProcessStart.name == name)
    rows = session.execute(found.order_by(ProcessDefinition.key)).all()
    return _chosen(session, rows, takes)


def offered(session: Session, tenant: str, takes: Takes) -> list[OfferedStart]:
    """The processes that people may start, by their words."""
    joined = (Deployment.tenant_id == OfferedStart.tenant_id) & (
        Deployment.id == OfferedStart.deployment_id
    )
    query = select(OfferedStart, Deployment.rollout_id).join(Deployment, joined)
    open_to = query.where(OfferedStart.tenant_id == tenant, candidate())
    rows = session.execute(open_to.order_by(OfferedStart.label, OfferedStart.process_key)).all()
    return _chosen(session, rows, takes)


def candidate() -> ColumnElement[bool]:
    """A deployment that new instances may begin with: in force, or being rolled out."""
    return or_(Deployment.active, Deployment.rollout_id.is_not(None))


def _candidates(tenant: str) -> Select[ProcessDefinition, UUID | None]:
    joined = (Deployment.tenant_id == ProcessDefinition.tenant_id) & (
        Deployment.id == ProcessDefinition.deployment_id
    )
    query = select(ProcessDefinition, Deployment.rollout_id).join(Deployment, joined)
    return query.where(ProcessDefinition.tenant_id == tenant, candidate())


def _chosen(session: Session, rows: Sequence[Row[T, UUID | None]], takes: Takes) -> list[T]:
    return [
        row
        for row, rollout in rows
        if rollout is None or row.deployment_id == _version(session, row.tenant_id, rollout, takes)
    ]


def _version(session: Session, tenant: str, rollout: UUID, takes: Takes) -> UUID | None:
    release = session.get_one(Release, (tenant, rollout))
    return release.deployment_id if takes(release) else release.before_id

"""What is deployed: bundles, their files and their processes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.queries.page import one_of
from engine.tables import Deployment, DeploymentFile, ProcessDefinition, ProcessStart


def deployment(session: Session, tenant: str, deployment_id: UUID) -> Deployment:
    """One deployment. NotFound when there is none."""
    return one_of(session, Deployment, tenant, deployment_id, "deployment")


def active_deployments(session: Session, tenant: str) -> Sequence[Deployment]:
    """The deployment new instances begin with, of every bundle, by key."""
    query = select(Deployment).where(Deployment.tenant_id == tenant, Deployment.active)
    return session.scalars(query.order_by(Deployment.key)).all()


def deployment_files(session: Session, tenant: str, deployment_id: UUID) -> dict[str, bytes]:
    """The files of a deployment, by path."""
    query = select(DeploymentFile.path, DeploymentFile.content).where(
        DeploymentFile.tenant_id == tenant, DeploymentFile.deployment_id == deployment_id
    )
    return {path: content for path, content in session.execute(query.order_by("path"))}


def deployment_file(session: Session, tenant: str, deployment_id: UUID, path: str) -> bytes:
    """One file: a diagram for the viewer, say. NotFound when the deployment has none such."""
    row = session.get(DeploymentFile, (tenant, deployment_id, path))
    if row is None:
        raise NotFound(f"The deployment has no file {path}.")
    return row.content


def process_definitions(session: Session, tenant: str) -> Sequence[ProcessDefinition]:
    """The processes of the active deployments, by key."""
    return session.scalars(_active(tenant).order_by(ProcessDefinition.key)).all()


def processes_of(session: Session, tenant: str, deployment_id: UUID) -> Sequence[ProcessDefinition]:
    """The processes of one deployment, by key."""
    query = select(ProcessDefinition).where(
        ProcessDefinition.tenant_id == tenant, ProcessDefinition.deployment_id == deployment_id
    )
    return session.scalars(query.order_by(ProcessDefinition.key)).all()


def versions_of(session: Session, tenant: str, process_key: str) -> Sequence[Deployment]:
    """The deployments that have a process of this key, the one in force first, then the latest."""
    same = (Deployment.tenant_id == ProcessDefinition.tenant_id) & (
        Deployment.id == ProcessDefinition.deployment_id
    )
    query = select(Deployment).join(ProcessDefinition, same)
    mine = (ProcessDefinition.tenant_id == tenant, ProcessDefinition.key == process_key)
    ordered = query.where(*mine).order_by(Deployment.active.desc(), Deployment.deployed_at.desc())
    return session.scalars(ordered).all()


def process_names(session: Session, tenant: str) -> dict[str, str]:
    """What every process that was ever deployed is called in its latest version, by key."""
    same = (Deployment.tenant_id == ProcessDefinition.tenant_id) & (
        Deployment.id == ProcessDefinition.deployment_id
    )
    query = select(ProcessDefinition.key, ProcessDefinition.name).join(Deployment, same)
    ordered = query.where(Deployment.tenant_id == tenant).order_by(Deployment.version)
    latest = {key: name for key, name in session.execute(ordered)}
    return dict(sorted(latest.items(), key=lambda one: one[1]))


def active_process(session: Session, tenant: str, process_key: str) -> ProcessDefinition:
    """The process as the version in force has it. NotFound when none is deployed.

    What a new instance begins with is `process_to_begin`: another version may be rolled out.
    """
    query = _active(tenant).where(ProcessDefinition.key == process_key)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFound(f"No process {process_key} is deployed. Deploy a bundle that has it.")
    return row


def starts_of(session: Session, row: ProcessDefinition) -> Sequence[ProcessStart]:
    """What starts a process besides a person, in the order of the diagram, messages first."""
    query = select(ProcessStart).where(
        ProcessStart.tenant_id == row.tenant_id,
        ProcessStart.deployment_id == row.deployment_id,
        ProcessStart.process_key == row.key,
    )
    return session.scalars(query.order_by(ProcessStart.place)).all()


def _active(tenant: str) -> Select[ProcessDefinition]:
    joined = (Deployment.tenant_id == ProcessDefinition.tenant_id) & (
        Deployment.id == ProcessDefinition.deployment_id
    )
    query = select(ProcessDefinition).join(Deployment, joined)
    return query.where(ProcessDefinition.tenant_id == tenant, Deployment.active)

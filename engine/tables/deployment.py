"""What was deployed: a bundle under one digest, its files, and the processes in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Json, Tenanted, UtcDateTime, partial_index


class Deployment(Tenanted, Base):
    """One version of a bundle. `active`: new instances of its processes begin with it.

    While another version is being rolled out both have the release's `rollout_id`, and the release
    says which instances begin with which. Versions that were gone back to share their digest.
    `bank_holidays` are ISO dates as they were known then: what is due does not move by itself.
    """

    __tablename__ = "deployment"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    note: Mapped[str]
    deployed_by: Mapped[str] = mapped_column(String(100))
    deployed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active: Mapped[bool]
    bank_holidays: Mapped[list[str]] = mapped_column(Json)
    rollout_id: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("tenant_id", "key", "version"),
        Index("ix_deployment_digest", "tenant_id", "digest"),
        partial_index("ix_deployment_active", "tenant_id", "key", where="active", unique=True),
    )


class DeploymentFile(Tenanted, Base):
    """A file of the bundle, byte for byte as it was deployed."""

    __tablename__ = "deployment_file"

    deployment_id: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
    )


class ProcessDefinition(Tenanted, Base):
    """A process of a deployment."""

    __tablename__ = "process_definition"

    deployment_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    file: Mapped[str] = mapped_column(String(300))

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
        Index("ix_process_definition_key", "tenant_id", "key"),
    )


class OfferedStart(Tenanted, Base):
    """That people may start a process, by the start event `element_id`: `people` or `groups`.

    `label` and `hint` are for them to read; `form` asks what is to go with it.
    """

    __tablename__ = "offered_start"

    deployment_id: Mapped[UUID] = mapped_column(primary_key=True)
    process_key: Mapped[str] = mapped_column(String(100), primary_key=True)
    element_id: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(300))
    hint: Mapped[str] = mapped_column(String(1000))
    people: Mapped[list[str]] = mapped_column(Json)
    groups: Mapped[list[str]] = mapped_column(Json)
    form: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
    )


class ProcessStart(Tenanted, Base):
    """What starts a process besides a person: `kind` message or signal with its name, or timer
    with its text."""

    __tablename__ = "process_start"

    deployment_id: Mapped[UUID] = mapped_column(primary_key=True)
    process_key: Mapped[str] = mapped_column(String(100), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
        Index("ix_process_start_name", "tenant_id", "kind", "name"),
    )

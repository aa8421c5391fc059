"""What instances pass through, element by element, and how often and how long in all."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.database import Base, Tenanted, UtcDateTime, partial_index

GOING_ON = "ended_at IS NULL"
UNCOUNTED = "ended_at IS NOT NULL AND NOT counted"


class ActivityInstance(Tenanted, Base):
    """One passage of an instance through one element; `id` is the position's.

    The instance itself has one as well: `id` is its own, `type` "process", `element_id` its
    process. `process_key` is the process the element is drawn in, also where another calls it.
    `outcome` is completed or cancelled once it has ended. `due_at` is that of a user task.
    `counted`: it is part of the figures already.
    """

    __tablename__ = "activity_instance"

    instance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    deployment_id: Mapped[UUID]
    process_key: Mapped[str] = mapped_column(String(100))
    element_id: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(60))
    reached_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(20))
    counted: Mapped[bool]

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "instance_id"], ["process_instance.tenant_id", "process_instance.id"]
        ),
        partial_index(
            "ix_activity_instance_open",
            *("tenant_id", "process_key", "element_id", "deployment_id", "due_at", "reached_at"),
            # Only with these are places counted, and instances found there, in the index alone.
            *("ended_at", "instance_id"),
            where=GOING_ON,
        ),
        partial_index(
            "ix_activity_instance_uncounted",
            *("tenant_id", "process_key", "ended_at"),
            where=UNCOUNTED,
        ),
    )


class ActivityFigure(Tenanted, Base):
    """How many passages that ended on a day, or in a month, fall into one band of a measure.

    `span` is day or month, `begins` its first day on the clocks of the process. `measure` is
    elapsed (bands of seconds, see engine.figures), working (working days), due (0 in time, else
    the working days late and one more) or cancelled (0). `total` is the sum of the seconds or days
    of those counted, so that a band of one value tells that value exactly.
    """

    __tablename__ = "activity_figure"

    process_key: Mapped[str] = mapped_column(String(100), primary_key=True)
    span: Mapped[str] = mapped_column(String(10), primary_key=True)
    begins: Mapped[date] = mapped_column(primary_key=True)
    deployment_id: Mapped[UUID] = mapped_column(primary_key=True)
    element_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "deployment_id"], ["deployment.tenant_id", "deployment.id"]
        ),
    )

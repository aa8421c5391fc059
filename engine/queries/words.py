"""User tasks one by one, and what people wrote in them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.queries.page import one_of
from engine.tables import Draft, StartDraft, Submission, UserTask


def user_task(session: Session, tenant: str, user_task_id: UUID) -> UserTask:
    """The user task, open or not. NotFound when there is none."""
    return one_of(session, UserTask, tenant, user_task_id, "task")


def user_tasks(session: Session, tenant: str, instance_id: UUID) -> Sequence[UserTask]:
    """Every user task of an instance, oldest first."""
    query = select(UserTask).where(
        UserTask.tenant_id == tenant, UserTask.instance_id == instance_id
    )
    return session.scalars(query.order_by(UserTask.created_at, UserTask.id)).all()


def draft(session: Session, tenant: str, user_task_id: UUID, person: str) -> Draft | None:
    """What this person has written so far, or None."""
    return session.get(Draft, (tenant, user_task_id, person))


def drafts(session: Session, tenant: str, person: str) -> Sequence[Draft]:
    """Every draft a person still has, newest first: also of tasks others finished."""
    query = select(Draft).where(Draft.tenant_id == tenant, Draft.person == person)
    return session.scalars(query.order_by(Draft.saved_at.desc())).all()


def start_draft(session: Session, tenant: str, process_key: str, person: str) -> StartDraft | None:
    """What this person has written of something they may start, or None."""
    return session.get(StartDraft, (tenant, process_key, person))


def submission(session: Session, tenant: str, submission_id: UUID | str) -> Submission:
    """Accepted answers. NotFound when there are none under this id."""
    return one_of(session, Submission, tenant, submission_id, "submission")


def submissions(session: Session, tenant: str, instance_id: UUID) -> Sequence[Submission]:
    """Every submission of an instance, oldest first."""
    query = select(Submission).where(
        Submission.tenant_id == tenant, Submission.instance_id == instance_id
    )
    return session.scalars(query.order_by(Submission.at)).all()

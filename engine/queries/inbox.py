"""The inbox: open user tasks of one person, of their groups and of those they stand in for,
earliest due first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import Session

from engine.covering import NOBODY, Covering
from engine.database import is_word
from engine.queries.keyset import following
from engine.queries.page import SIZE, Page, like
from engine.tables import UserTask

View = Literal["all", "mine", "group", "claimed", "covered"]


@dataclass(frozen=True)
class InboxFilters:
    """`view`: all I can do, what is with me, what my groups may take, what I took from a group, or
    what is with those I stand in for.

    `overdue_at` keeps what was due before that instant; `text` looks in name and business key.
    `after` keeps what follows the line with this `sort_at` and id.
    """

    view: View = "all"
    process: str | None = None
    text: str = ""
    overdue_at: datetime | None = None
    after: tuple[datetime, UUID] | None = None


@dataclass(frozen=True)
class InboxRow:
    """A line of the inbox."""

    id: UUID
    instance_id: UUID
    process_key: str
    business_key: str | None
    element_id: str
    name: str
    lane: str | None
    assignee: str | None
    candidate_group: str | None
    due_at: datetime | None
    created_at: datetime
    version: int


_COLUMNS = [getattr(UserTask, name) for name in InboxRow.__dataclass_fields__]


def inbox(
    session: Session,
    tenant: str,
    person: str,
    groups: Iterable[str],
    filters: InboxFilters | None = None,
    page: int = 1,
    size: int = SIZE,
    covering: Covering = NOBODY,
) -> Page[InboxRow]:
    """One page, sorted by due instant (those without one last)."""
    chosen, number = filters or InboxFilters(), max(1, page)
    kept = [
        and_(UserTask.tenant_id == tenant, is_word(UserTask.state, "open"), branch, *_kept(chosen))
        for branch in _branches(chosen.view, person, sorted(groups), covering)
    ]
    if not kept:
        return Page([], number, 0, size)
    total = sum(session.scalar(_count(branch)) or 0 for branch in kept)
    rows = session.execute(_merged(kept, number, size)).all()
    return Page([InboxRow(*row[:-1]) for row in rows], number, total, size)


def _branches(
    view: View, person: str, groups: list[str], covering: Covering
) -> list[ColumnElement[bool]]:
    mine = UserTask.assignee == person
    free = [and_(UserTask.candidate_group == g, UserTask.assignee.is_(None)) for g in groups]
    theirs = [_covered(one, covering) for one in sorted(covering.everybody - {person})]
    if view == "claimed":
        return [and_(mine, UserTask.candidate_group.is_not(None))]
    return {"all": [mine, *free, *theirs], "mine": [mine], "group": free, "covered": theirs}[view]


def _covered(person: str, covering: Covering) -> ColumnElement[bool]:
    theirs = UserTask.assignee == person
    if person not in covering.people:
        return and_(theirs, UserTask.instance_id.in_(covering.carried[person]))
    return and_(theirs, UserTask.instance_id.not_in(covering.barred)) if covering.barred else theirs


def _kept(filters: InboxFilters) -> list[ColumnElement[bool]]:
    kept: list[ColumnElement[bool]] = []
    if filters.process:
        kept.append(UserTask.process_key == filters.process)
    if filters.text.strip():
        pattern = like(filters.text)
        names = (UserTask.name, UserTask.business_key)
        kept.append(or_(*(name.ilike(pattern, escape="/") for name in names)))
    if filters.overdue_at:
        kept.append(UserTask.sort_at < filters.overdue_at)
    if filters.after:
        kept.append(following(filters.after, UserTask.sort_at, UserTask.id))
    return kept


def _count(branch: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(UserTask).where(branch)


def _merged(branches: list[ColumnElement[bool]], number: int, size: int) -> Select[Any]:
    # One ordered, limited look per index, then merged: no sorting of thousands of rows.
    looks = [
        select(
            select(*_COLUMNS, UserTask.sort_at)
            .where(branch)
            .order_by(UserTask.sort_at, UserTask.id)
            .limit(number * size)
            .subquery()
        )
        for branch in branches
    ]
    merged = union_all(*looks).subquery()
    ordered = select(merged).order_by(merged.c.sort_at, merged.c.id)
    return ordered.limit(size).offset((number - 1) * size)

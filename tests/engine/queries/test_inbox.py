"""The inbox: whose, in which order, which page; and from which index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from engine import tables
from engine.database import Database, insert_rows
from engine.queries import InboxFilters, inbox
from tests.plans import plans

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def user_task(instance: UUID, deployment: UUID, **values: Any) -> Mapping[str, Any]:
    due = values.pop("due_at", None)
    return {
        "tenant_id": "main",
        "id": uuid4(),
        "instance_id": instance,
        "deployment_id": deployment,
        "process_key": "audit",
        "business_key": "A-1",
        "element_id": "write",
        "name": "Write",
        "lane": None,
        "assignee": None,
        "candidate_group": None,
        "form": None,
        "details": {},
        "due_at": due,
        "sort_at": due or tables.NO_DUE,
        "created_at": NOON,
        "version": 1,
        "state": "open",
        **values,
    }


def filled(database: Database, *rows: Mapping[str, Any]) -> None:
    """Put user tasks into one instance."""
    deployment, instance = uuid4(), uuid4()
    with database.write() as session:
        _owners(session, deployment, instance)
        insert_rows(
            session, tables.UserTask, [user_task(instance, deployment, **row) for row in rows]
        )


def _owners(session: Session, deployment: UUID, instance: UUID) -> None:
    session.add(
        tables.Deployment(
            tenant_id="main",
            id=deployment,
            key="k",
            version=1,
            digest="d",
            title="t",
            note="",
            deployed_by="owner",
            deployed_at=NOON,
            active=True,
            bank_holidays=[],
        )
    )
    session.flush()
    session.add(
        tables.ProcessInstance(
            tenant_id="main",
            id=instance,
            deployment_id=deployment,
            process_key="audit",
            status="active",
            state=b"",
            state_version=1,
            started_at=NOON,
            started_by="owner",
            history_seq=0,
            history_digest="0" * 64,
        )
    )
    session.flush()


def names(database: Database, filters: InboxFilters | None = None, **more: Any) -> list[str]:
    with database.read() as session:
        page = inbox(session, "main", "maya", ["managers"], filters, **more)
    return [row.name for row in page.rows]


@pytest.fixture
def some(database: Database) -> Database:
    filled(
        database,
        {"name": "Mine late", "assignee": "maya", "due_at": NOON + timedelta(days=9)},
        {"name": "Mine open-ended", "assignee": "maya"},
        {"name": "Free", "candidate_group": "managers", "due_at": NOON + timedelta(days=2)},
        {
            "name": "Taken by me",
            "assignee": "maya",
            "candidate_group": "managers",
            "due_at": NOON - timedelta(days=1),
            "process_key": "moderation",
            "business_key": "B_7%",
        },
        {"name": "Taken by another", "assignee": "noor", "candidate_group": "managers"},
        {"name": "Another group's", "candidate_group": "staff"},
        {"name": "Done", "assignee": "maya", "state": "completed"},
    )
    return database


def test_mine_and_my_groups_come_sorted_by_due_with_the_undated_last(some: Database) -> None:
    assert names(some) == ["Taken by me", "Free", "Mine late", "Mine open-ended"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (InboxFilters("mine"), ["Taken by me", "Mine late", "Mine open-ended"]),
        (InboxFilters("group"), ["Free"]),
        (InboxFilters("claimed"), ["Taken by me"]),
        (InboxFilters(process="moderation"), ["Taken by me"]),
        (InboxFilters(text="b_7%"), ["Taken by me"]),
        (InboxFilters(text="LATE"), ["Mine late"]),
        (InboxFilters(overdue_at=NOON), ["Taken by me"]),
    ],
)
def test_filters_narrow_the_list(
    some: Database, filters: InboxFilters, expected: list[str]
) -> None:
    assert names(some, filters) == expected


def test_pages_follow_one_another_and_know_the_total(some: Database) -> None:
    with some.read() as session:
        pages = [inbox(session, "main", "maya", ["managers"], None, n, 3) for n in (1, 2)]
    assert [[row.name for row in page.rows] for page in pages] == [
        ["Taken by me", "Free", "Mine late"],
        ["Mine open-ended"],
    ]
    assert {(page.total, page.pages) for page in pages} == {(4, 2)}


def test_somebody_without_work_has_an_empty_page(some: Database) -> None:
    with some.read() as session:
        page = inbox(session, "main", "zoe", [], InboxFilters("group"))
    assert (page.rows, page.total, page.pages) == ([], 0, 1)


def test_a_long_list_is_read_from_the_indexes_without_sorting_it(sqlite: Database) -> None:
    row = {"candidate_group": "managers", "due_at": NOON}
    filled(sqlite, *[{**row, "name": f"Task {n}"} for n in range(2_000)])
    with plans(sqlite) as explained, sqlite.read() as session:
        assert inbox(session, "main", "maya", ["managers"]).total == 2_000
    plan = explained()
    assert "ix_user_task_mine (tenant_id=? AND assignee=?)" in plan
    assert "ix_user_task_group (tenant_id=? AND candidate_group=?)" in plan
    assert "SCAN user_task" not in plan

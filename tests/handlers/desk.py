"""One issued audit, and handlers called for it as the engine calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from engine import tables
from engine.bundle import Bundle
from engine.database import Database
from engine.model import Activity
from engine.registry import Function
from engine.services import Services
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import Player

SECTIONS = ("s1", "s3", "s5", "s7", "s8")


class Desk:
    """Submits answers and calls handlers; `key` is the activity's key, the same on a retry."""

    def __init__(self, database: Database, bundle: Bundle, **given: Any) -> None:
        self.player = Player(database, bundle, given)
        self.database = database
        self.audit = str(self.player.audit_id)

    def submit(self, answers: Mapping[str, Any], by: str) -> str:
        """Keep answers as the engine keeps them."""
        with self.database.write() as session:
            task = session.scalars(select(tables.UserTask)).first()
            assert task is not None
            row = tables.Submission(
                tenant_id=TENANT, id=uuid4(), user_task_id=task.id, instance_id=task.instance_id,
                deployment_id=task.deployment_id, element_id="any", form="any",
                answers=dict(answers), by=by, at=self.player.clock.now(), digest="0" * 64,
            )  # fmt: skip
            session.add(row)
            return str(row.id)

    def call(self, function: Function, key: str = "first", **inputs: Any) -> Mapping[str, Any]:
        """Call a handler about the audit in a transaction of its own; its outputs."""
        return self.call_alone(function, key, **{"audit": self.audit, **inputs})

    def call_alone(
        self, function: Function, key: str = "first", **inputs: Any
    ) -> Mapping[str, Any]:
        """The same for a handler that is not about an audit."""
        with self.database.write() as session:
            instance = session.scalars(select(tables.ProcessInstance)).one()
            context = self.player.engine.context
            deployed = context.deployments.get(session, instance.deployment_id)
            activity = Activity(uuid4(), "activity", "Activity", key)
            services = Services(context, deployed, instance, activity, session)
            return function(services, **inputs) or {}

    def rows(self, table: Any, **values: Any) -> list[Any]:
        """Rows with these values."""
        with self.database.read() as session:
            return list(session.scalars(select(table).filter_by(**values)))

    def row(self, table: Any, **values: Any) -> Any:
        """The one row with these values."""
        [row] = self.rows(table, **values)
        return row

    def id(self) -> UUID:
        """The audit's id."""
        return self.player.audit_id


def graded(
    overall: str = "good", supervision: str | None = None, **sections: str
) -> dict[str, Any]:
    """Answers of the audit form that hold nothing but grades."""
    answers: dict[str, Any] = {key: {"grade": sections.get(key, "good")} for key in SECTIONS}
    answers["s9"] = {"own_practice": "I would plan earlier."}
    if supervision:
        answers["s9"] = {"grade": supervision}
    return {**answers, "overview": {"overall_grade": overall, "analysis": "Clear plan."}}

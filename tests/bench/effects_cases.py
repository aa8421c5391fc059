"""What a change would do: 1,000 running instances looked at, and concluded audits run again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from measure import Row
from sqlalchemy import insert

import handlers
from engine import tables
from engine.bundle import Bundle
from engine.chain import GENESIS
from engine.clock import SetClock
from engine.database import Base, connect
from engine.deployments import Deployed
from engine.facade import Engine
from engine.impact import assess
from engine.replay import replay
from engine.spiff import STATE_VERSION, Execution
from handlers.history import generate
from handlers.replay import concluded
from handlers.simulation.world import TENANT, settle, world
from processes import bundle_paths

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
RUNNING, LIMIT = 1_000, 10.0
CONCLUDED = 300
KNOWN: Mapping[str, Any] = {
    "audit": "1", "reference": "2026-11-001", "auditor": "ann", "reviewer": "rob",
    "social_worker": "sam", "service_manager": "sue", "issued_on": date(2026, 10, 26),
    "month": "2026-11", "category": "CIN", "dual_status": False, "open_months": 7,
    "open_band": "3_months_or_more", "in_care": False, "open_date": date(2026, 3, 1),
    "allocated_date": None,
}  # fmt: skip
CASE = {"category": "CIN", "open_band": "3_months_or_more", "dual_status": False}
GIVEN: Mapping[str, Mapping[str, Any]] = {"records.details": CASE}
STEPS = ("reflect", "give_case_details", "audit_case")


def rows(folder: Path) -> list[Row]:
    """Impact, and a replay."""
    bundle = Bundle.from_folders(*bundle_paths("peer_review_audit"))
    return [*_impact(folder, bundle), _replay(bundle)]


def _replay(bundle: Bundle) -> Row:
    """Concluded audits of an invented council, as often as it takes to have so many."""
    with world(bundle, NOON, 7) as here:
        settle(here, "mini", 7, NOON.date())
        generate(here.engine, "2026-09", months=3)
        with here.database.read() as session:
            since = NOON - timedelta(days=120)
            told = concluded(session, TENANT, here.deployed, since, NOON)
    many = (told * (CONCLUDED // len(told) + 1))[:CONCLUDED]
    began = time.process_time()
    report = replay(bundle, changed(bundle), many)
    spent = time.process_time() - began
    note = f"{report['different']} would have gone another way"
    return Row(f"replay of {CONCLUDED} audits on two versions, CPU", spent, "s", 30.0, note=note)


def _impact(folder: Path, bundle: Bundle) -> list[Row]:
    engine = _engine(folder)
    deployed = engine.deployed(engine.deploy(bundle, by="bench").id)
    _fill(engine, deployed)
    began = time.process_time()
    report = assess(engine.context, changed(bundle))
    spent = time.process_time() - began
    assert len(report.instances) == RUNNING, len(report.instances)
    note = f"{report.counts.follow} follow the new rules"
    return [Row(f"impact on {RUNNING:,} running instances, CPU", spent, "s", LIMIT, note=note)]


def changed(bundle: Bundle) -> Bundle:
    """A review is due in 8 working days; one grade apart in a section is moderated."""
    table, setting = bundle.files["moderation_needed.dmn"], bundle.files["bundle.toml"]
    switched = table.replace(b'rule_3_input_1"><text>false', b'rule_3_input_1"><text>true')
    switched = switched.replace(b"<text>&gt;= 2</text>", b"<text>&gt;= 1</text>")
    sooner = setting.replace(b"review_working_days = 10", b"review_working_days = 8")
    assert table != switched
    assert setting != sooner
    return Bundle({**bundle.files, "moderation_needed.dmn": switched, "bundle.toml": sooner})


def _engine(folder: Path) -> Engine:
    database = connect(f"sqlite:///{folder / 'effects'}.db")
    Base.metadata.create_all(database.engine)
    return Engine(
        database,
        handlers.registry(),
        clock=SetClock(NOON),
        groups_of=lambda _: frozenset(),
        send_mail=lambda _: "kept",
    )


def _fill(engine: Engine, deployed: Deployed) -> None:
    """Audits that stand at each of several places, each with dates of its own."""
    states = list(_states(deployed))
    with engine.database.write() as session:
        instances = [_row(deployed, states[n % len(states)], n) for n in range(RUNNING)]
        session.execute(insert(tables.ProcessInstance.__table__), instances)


def _states(deployed: Deployed) -> Iterator[bytes]:
    for done in range(len(STEPS) + 1):
        for days in range(25):
            yield _state(deployed, STEPS[:done], NOON + timedelta(days=days % 7))


def _state(deployed: Deployed, steps: tuple[str, ...], now: datetime) -> bytes:
    host = SimpleNamespace(
        now=now, calendar=deployed.calendar, parameters=deployed.parameters,
        instance={"id": "1", "business_key": "1"},
        call=lambda operation, inputs, activity: GIVEN.get(operation, {}),
    )  # fmt: skip
    execution = Execution.start(deployed.definitions, "case_audit", KNOWN, host)
    execution.run()
    for step in steps:
        waits = execution.waits().user_tasks.values()
        task = next(wait.task_id for wait in waits if wait.element_id == step)
        answers = {"overview": {"overall_grade": "good"}}
        execution.complete(task, {"answers": answers, "submission": "1", "by": "ann", "at": now})
        execution.run()
    return execution.save()


def _row(deployed: Deployed, state: bytes, number: int) -> dict[str, object]:
    return {
        "tenant_id": "main", "id": uuid4(), "deployment_id": deployed.id,
        "process_key": "case_audit", "business_key": f"{number}", "status": "active",
        "version": 1, "state": state, "state_version": STATE_VERSION, "started_at": NOON,
        "started_by": "bench", "history_seq": 0, "history_digest": GENESIS,
    }  # fmt: skip

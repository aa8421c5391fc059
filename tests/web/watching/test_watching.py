"""Figures, the log, and whether the service is well."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from engine.tables import Job, Worker
from web.clients import keeping
from web.clients.keeping import Wanted
from web.watching.logs import Lines, Words

SECRET = "Amy Bloggs, born 2014"


@pytest.fixture
def figures(app, parts):
    """The figures as a client of theirs reads them."""
    wanted = Wanted("prometheus", "Prometheus", ("metrics",))
    with parts.database.write() as db:
        token = keeping.make(db, "main", wanted, by="boss", now=parts.clock.now())

    def read():
        answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
        lines = (line.rpartition(" ") for line in answer.text.splitlines() if line[:1] != "#")
        return {name: float(value) for name, _, value in lines}

    return read


def at_work(parts) -> None:
    """A worker has been heard of just now."""
    now = parts.clock.now()
    about = {"host": "here", "pid": 1, "started_at": now, "seen_at": now}
    with parts.database.write() as db:
        db.add(Worker(tenant_id="main", id=uuid4(), **about))


def due_job(parts, late: timedelta) -> None:
    now = parts.clock.now()
    with parts.database.write() as db:
        db.add(
            Job(
                tenant_id="main",
                id=uuid4(),
                kind="timer",
                queue="engine",
                state="ready",
                due_at=now - late,
                payload={},
                dedupe_key="late",
                attempts=0,
                created_at=now,
            )
        )


def test_figures_say_what_runs_and_how_late_jobs_are(figures, lend, parts):
    lend()
    due_job(parts, timedelta(minutes=7))
    found = figures()
    assert found["plumbline_instances_active"] == 1
    assert found["plumbline_user_tasks_open"] == 1
    assert found['plumbline_jobs_due{queue="engine"}'] == 1
    assert found['plumbline_jobs_lag_seconds{queue="engine"}'] == 420
    assert found['plumbline_jobs_due{queue="mail"}'] == 0


def test_figures_count_requests_by_endpoint_and_hold_no_address(figures, sign_in, lend):
    instance = lend()
    sign_in("reader").get(f"/tasks/{instance}")
    found = figures()
    assert (
        found['plumbline_requests_total{endpoint="inbox.user_task",method="GET",status="404"}'] == 1
    )
    assert not any(str(instance) in name for name in found)


def test_a_method_that_somebody_made_up_makes_no_figure_of_its_own(figures, app):
    for method in ("BREW", "WHEN"):
        app.test_client().open("/tasks", method=method)
    found = figures()
    assert found['plumbline_requests_total{endpoint="none",method="other",status="405"}'] == 2
    assert not any("BREW" in name for name in found)


def test_figures_need_a_token(app):
    assert app.test_client().get("/metrics").status_code == 401


def test_a_server_that_is_well_says_so_and_says_when_jobs_are_late(app, parts):
    browser = app.test_client()
    nobody = {"status": "ready", "jobs": "nobody", "workers": 0, "lag_seconds": 0}
    assert browser.get("/readyz").json == nobody
    at_work(parts)
    assert browser.get("/readyz").json == nobody | {"jobs": "done", "workers": 1}
    due_job(parts, timedelta(minutes=7))
    late = browser.get("/readyz")
    assert late.status_code == 200
    assert late.json == nobody | {"jobs": "late", "workers": 1, "lag_seconds": 420}


def test_a_database_of_another_version_is_not_ready(app, parts):
    with parts.database.write() as db:
        db.execute(text("DELETE FROM alembic_version WHERE version_num LIKE 'web%'"))
    assert app.test_client().get("/readyz").status_code == 503


def test_a_line_of_the_log_is_json_and_repeats_no_words_of_an_error():
    try:
        int(SECRET)
    except ValueError as error:
        raised = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("plumbline", logging.ERROR, "file", 1, "error %s", ("AB12",), raised)
    line = Lines().format(record)
    known = json.loads(line)
    assert (known["level"], known["event"]) == ("error", "error AB12")
    assert known["error"][0] == "builtins.ValueError"
    assert "test_watching.py" in known["error"][1]
    plain = Words("%(message)s").format(record)
    assert "builtins.ValueError" in plain
    assert "Amy" not in line + plain


def test_a_request_is_logged_by_endpoint_under_the_name_its_answer_carries(
    parts, sign_in, lend, caplog
):
    instance = lend()
    reader = sign_in("reader")
    with caplog.at_level(logging.INFO, "plumbline.request"):
        caplog.clear()
        answer = reader.get(f"/tasks/{instance}?text={SECRET}")
    assert len(answer.headers["X-Request-Id"]) == 16
    [record] = caplog.records
    known = json.loads(Lines().format(record))
    assert (known["endpoint"], known["status"], known["by"]) == ("inbox.user_task", 404, "reader")
    assert str(instance) not in str(known)
    assert "Amy" not in str(known)

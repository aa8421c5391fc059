"""Queues, jobs and timers as an administrator sees them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from engine.errors import MailDelayed
from engine.jobs import QUEUES, insert_jobs, new_job
from engine.tables import Job
from engine.worker import run_due

JOBS = "/operations/jobs"


@pytest.fixture
def timer(parts):
    """A timer that was due three hours ago. Its id."""
    now = parts.clock.now()
    due = now - timedelta(hours=3)
    row = new_job("main", "timer", due_at=due, now=now, element_id="reminder", rule="P10D")
    with parts.database.write() as db:
        insert_jobs(db, [row])
    return row["id"]


@pytest.fixture
def failed(parts, write):
    """A letter's job that failed and waits for its next attempt."""

    def later(letter: object) -> str:
        raise MailDelayed("The mail server will not take the letter now: 451 later")

    mail, taking = write(), parts.engine.context.send_mail
    object.__setattr__(parts.engine.context, "send_mail", later)
    run_due(parts.engine)
    object.__setattr__(parts.engine.context, "send_mail", taking)
    with parts.database.read() as db:
        return db.scalars(select(Job).where(Job.payload["mail"].as_string() == str(mail))).one()


def test_queues_say_how_far_behind_they_are(sign_in, timer):
    page = sign_in("boss").get(JOBS).text
    assert "3 hours" in page
    assert "Late" in page
    assert "reminder" in page


def test_jobs_are_found_by_state_kind_and_element(sign_in, failed, timer):
    client = sign_in("boss")
    assert "reminder" not in client.get(f"{JOBS}?state=again").text
    assert "451 later" in client.get(f"{JOBS}?state=again").text
    assert "451 later" not in client.get(f"{JOBS}?kind=timer").text
    assert "No job fits" in client.get(f"{JOBS}?element=elsewhere").text
    lines = list(csv.reader(io.StringIO(client.get(f"{JOBS}.csv?state=late").text)))
    assert [line[1] for line in lines[1:]] == ["reminder"]


def test_what_failed_is_tried_again_at_once_with_a_reason(sign_in, failed, parts):
    client, page = sign_in("boss"), f"{JOBS}/{failed.id}"
    assert "It has failed 1 time." in client.get(page).text
    assert client.post(f"{page}/now", data={"seen": "1"}).status_code == 422
    words = {"seen": "1", "reason": "The server is back"}
    assert client.post(f"{page}/now", data=words).status_code == 303
    run_due(parts.engine)
    shown = client.get(page).text
    assert "Done" in shown
    assert "The server is back" in shown
    late = client.post(f"{page}/now", data={**words, "reason": "I was too late"})
    assert late.status_code == 409
    assert "I was too late" in late.text


def test_a_timer_is_not_hurried_and_the_way_to_change_it_is_shown(sign_in, timer):
    client = sign_in("boss")
    answer = client.post(f"{JOBS}/{timer}/now", data={"seen": "0", "reason": "Now"})
    assert answer.status_code == 409
    assert "This has not been tried yet" in answer.text


def test_the_list_of_queues_costs_few_statements(sign_in, timer, count_statements, parts):
    client = sign_in("boss")
    client.get(JOBS)
    sent = count_statements(parts.database)
    client.get(JOBS)
    about_jobs = [one for one in sent if "job" in one.lower()]
    assert len(about_jobs) <= 3 * len(QUEUES) + 6, "three for each queue, six for the list"

"""kill -9 at named points and at any moment: nothing acknowledged lost, nothing done twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from engine import tables
from engine.database import Database, connect
from tests.faults.victim import WORK, Doom, handlers
from tests.world import NOON, World

ROOT = Path(__file__).parents[2]
POINTS = ("before_commit", "after_commit", "in_handler", "in_slow_handler", "after_250")
SHORT = ("before_commit", "after_250")
MOMENTS, ENOUGH = 2, 10
PATIENCE = 60


class Story:
    """A database, those who worked on it and died, and what they had acknowledged."""

    def __init__(self, url: str, log: Path) -> None:
        self.url, self.log = url, log
        self.acknowledged: list[tuple[str, str]] = []

    def victim(self, point: str, hits: int, seconds: float | None = None) -> None:
        """Let a server work until it dies at the point, or is killed after so many seconds."""
        command = [sys.executable, "-m", "tests.faults.victim"]
        process = subprocess.Popen(
            [*command, self.url, str(self.log), point, str(hits)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        killer = threading.Timer(seconds or 20, process.kill)
        killer.start()
        said, _ = process.communicate()
        killer.cancel()
        assert process.returncode == -signal.SIGKILL
        # A line cut off by the kill is no acknowledgement.
        whole = [line.split() for line in said.split("\n")[:-1]]
        self.acknowledged += [(task, submission) for task, submission in whole]

    def aftermath(self, database: Database) -> World:
        """The next server finishes everything that was begun."""
        told = World(database, *handlers(Doom("never", 1)))
        told.clock.move_to(NOON + timedelta(days=3650))
        _let_the_dead_finish(database)
        told.engine.void_leases()
        told.work()
        return told


def _let_the_dead_finish(database: Database) -> None:
    """PostgreSQL still commits what a victim had sent before it was killed: wait for that."""
    at_work = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    until = time.monotonic() + PATIENCE
    while database.kind == "postgresql":
        with database.read() as session:
            if not session.scalar(at_work):
                return
        assert time.monotonic() < until, "a dead victim's transaction does not end"
        time.sleep(0.05)


def assert_nothing_lost(url: str, log: Path, points: tuple[str, ...]) -> None:
    """Kill at each of these points and then at any moment: all acknowledged is done, once."""
    story = Story(url, log)
    with closing(connect(url)) as database:
        World(database).deploy(WORK)
        for point in points:
            story.victim(point, random.randint(3, 12))
        moments = _at_any_moment(story)
        _assert_all_done_once(story, story.aftermath(database), kills=len(points) + moments)


def _at_any_moment(story: Story) -> int:
    """Kill until enough was acknowledged to judge by; how often that was. A slow day takes more."""
    for moment in range(1, 20):
        story.victim("none", 1, random.uniform(1.2, 1.8) * moment)
        if moment >= MOMENTS and len(story.acknowledged) > ENOUGH:
            return moment
    raise AssertionError("the victim acknowledged hardly anything")


def _assert_all_done_once(story: Story, told: World, kills: int) -> None:
    told.sound()
    submissions = told.rows(tables.Submission)
    kept = {(str(row.user_task_id), str(row.id)) for row in submissions}
    assert set(story.acknowledged) <= kept
    assert len({row.user_task_id for row in submissions}) == len(submissions)
    finished = [row.id for row in told.rows(tables.ProcessInstance, status="completed")]
    assert len(finished) == len(submissions)
    mails = told.rows(tables.Mail)
    assert Counter(row.instance_id for row in mails) == dict.fromkeys(finished, 1)
    assert {row.state for row in mails} == {"sent"}
    sent = Counter(story.log.read_text().split()) + Counter(m.message_id for m in told.post.letters)
    assert set(sent) == {row.message_id for row in mails}
    assert sent.total() - len(sent) <= kills
    assert told.rows(tables.Incident) == []


def test_on_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    assert_nothing_lost(sqlite_url, tmp_path / "accepted", POINTS)
    database = connect(sqlite_url)
    with database.read() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    database.close()


def test_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    assert_nothing_lost(postgres_url, tmp_path / "accepted", SHORT)


@pytest.mark.parametrize("point", ["before_commit"])
def test_the_victim_really_dies(sqlite_url: str, tmp_path: Path, point: str) -> None:
    story, database = Story(sqlite_url, tmp_path / "accepted"), connect(sqlite_url)
    World(database).deploy(WORK)
    database.close()
    story.victim(point, 1)
    assert story.acknowledged == []

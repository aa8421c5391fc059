"""A server killed in the middle of a batch: the next one goes on with it, and nothing is twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from uuid import UUID

from engine import tables
from engine.acting import Act
from engine.batches import by_cause
from engine.database import connect
from tests.faults.batch_victim import SUMS
from tests.letters import tell
from tests.world import World

ROOT = Path(__file__).parents[2]
SUMS_HELD, WHY = 50, "The register gives the number again"
PATIENCE = 40


def killed(url: str, commits: int) -> None:
    """Let a server go on with the batch until it dies within that commit of it."""
    command = [sys.executable, "-m", "tests.faults.batch_victim", url, str(commits)]
    died = subprocess.run(command, cwd=ROOT, timeout=PATIENCE, check=False)
    assert died.returncode == -signal.SIGKILL


def restarted(told: World) -> None:
    """The next server, which frees what the dead one had leased, does what is left."""
    told.engine.void_leases()
    told.work()


def states(told: World, batch: UUID) -> Counter[str]:
    """How many items are in which state."""
    return Counter(row.state for row in told.rows(tables.BatchItem, batch_id=batch))


def test_nothing_is_left_out_and_nothing_done_twice(sqlite_url: str) -> None:
    with closing(connect(sqlite_url)) as database:
        told = World(database, tell)
        told.deploy(SUMS)
        ids = {told.start("sum", f"S-{n}") for n in range(SUMS_HELD)}
        cause = told.rows(tables.Incident)[0].cause
        with database.read() as session:
            found = by_cause(session, "main", cause)
        retry = Act("retry", given={"given": 1})
        batch = told.engine.batches.look(retry, found, by="admin", selection="one cause")
        killed(sqlite_url, commits=3)
        assert 0 < states(told, batch)["fits"] < SUMS_HELD
        restarted(told)
        assert states(told, batch) == {"fits": SUMS_HELD}
        told.engine.batches.begin(batch, by="admin", reason=WHY)
        killed(sqlite_url, commits=20)
        assert 0 < states(told, batch)["done"] < SUMS_HELD
        restarted(told)
        assert_done_once(told, batch, ids)


def assert_done_once(told: World, batch: UUID, ids: set[UUID]) -> None:
    """Every one is done, has one letter, and one account of who did it and why."""
    once = dict.fromkeys(ids, 1)
    assert (told.row(tables.Batch, id=batch).state, states(told, batch)) == (
        "done",
        {"done": SUMS_HELD},
    )
    assert {told.status(one) for one in ids} == {"completed"}
    assert Counter(row.instance_id for row in told.rows(tables.Mail)) == once
    assert Counter(row.instance_id for row in told.rows(tables.Operation)) == once
    lines = told.rows(tables.History, kind="operation")
    assert Counter(line.instance_id for line in lines) == once
    assert told.rows(tables.Incident, state="open") == []
    told.sound()

"""A server that dies within a batch: python -m tests.faults.batch_victim URL COMMITS."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading

from sqlalchemy import event

from engine.database import connect
from engine.dispatch import Dispatcher
from tests.diagrams import bundle, chain, diagram, end, script, service, start
from tests.letters import tell
from tests.world import World

PATIENCE = 30
SUMS = bundle(
    diagram(
        "sum",
        start(),
        script("add", "{ total: given + 1 }"),
        service("tell", "letters.tell"),
        end(),
        chain("begin", "add", "tell", "done"),
    )
)


def main(url: str, commits: str) -> None:
    """Go on with the batch, and die just before so many commits of it are through."""
    left = itertools.count(int(commits), -1)

    def doom(_connection: object) -> None:
        if threading.current_thread().name == "plumbline-batch" and next(left) <= 1:
            os.kill(os.getpid(), signal.SIGKILL)

    database = connect(url)
    event.listen(database.engine, "commit", doom)
    Dispatcher(World(database, tell).engine).start()
    threading.Event().wait(PATIENCE)


if __name__ == "__main__":
    main(*sys.argv[1:])

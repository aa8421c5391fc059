"""A server at work that is to be killed: python -m tests.faults.victim URL LOG POINT HITS."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from engine.clock import SystemClock
from engine.database import connect
from engine.dispatch import Dispatcher
from engine.model import MailToSend
from engine.registry import handler
from engine.services import Services
from tests import letters
from tests.diagrams import bundle, chain, diagram, end, service, start, user
from tests.world import World

INSTANCES = 200
WORK = bundle(
    diagram(
        "work",
        start(),
        user("write", assignee='"maya"', results="{ from: submission }"),
        service("tell", "letters.tell"),
        service("render", "documents.render", "made", submission="from"),
        end(),
        chain("begin", "write", "tell", "render", "done"),
    )
)


class Doom:
    """Kills this process the n-th time it passes the point that was chosen."""

    def __init__(self, point: str, hits: int) -> None:
        self.point, self.left = point, itertools.count(hits, -1)

    def at(self, point: str) -> None:
        """Pass a point."""
        if point == self.point and next(self.left) <= 1:
            os.kill(os.getpid(), signal.SIGKILL)


def handlers(doom: Doom) -> list[Any]:
    """The handlers of the process, each with a point to die at."""

    @handler("letters.tell", outputs=())
    def tell(services: Services) -> None:
        """Write one letter."""
        letters.write(services)
        doom.at("in_handler")

    @handler("documents.render", outputs=("document",), mode="job")
    def render(services: Services, *, submission: str) -> dict[str, object]:
        """Keep a document."""
        words = services.submission(submission).answers["words"]
        document = services.store_document("a.txt", "text/plain", str(words).encode())
        doom.at("in_slow_handler")
        return {"document": str(document)}

    return [tell, render]


def sender(log: str, doom: Doom) -> Callable[[MailToSend], str]:
    """A mail server that notes what it accepted before it answers."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def send(mail: MailToSend) -> str:
        os.write(file, f"{mail.message_id}\n".encode())
        doom.at("after_250")
        return "250 accepted"

    return send


def main(url: str, log: str, point: str, hits: str) -> None:
    """Submit one user task after the other, and say so once each is acknowledged."""
    doom = Doom(point, int(hits))
    database = connect(url)
    told = World(database, *handlers(doom))
    object.__setattr__(told.engine.context, "clock", SystemClock())
    object.__setattr__(told.engine.context, "send_mail", sender(log, doom))
    event.listen(database.engine, "commit", lambda _connection: doom.at("before_commit"))
    Dispatcher(told.engine).start()
    for number in range(INSTANCES):
        told.start("work", str(number))
        for row in told.open():
            done = told.engine.complete(row.id, {"words": "w"}, by="maya", seen=row.version)
            print(row.id, done.submission_id, flush=True)
            doom.at("after_commit")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The embedded dispatcher on the real clock: work is done soon, mail holds up nothing, it stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from engine import tables
from engine.clock import SystemClock
from engine.database import Database
from engine.dispatch import Dispatcher
from engine.errors import MailServerDown
from engine.model import MailToSend
from engine.registry import handler
from engine.services import Services
from tests.diagrams import boundary, bundle, chain, diagram, end, service, start, user
from tests.letters import tell
from tests.world import World

LETTER = diagram(
    "letter",
    start(),
    service("tell", "letters.tell"),
    service("render", "documents.render"),
    end(),
    chain("begin", "tell", "render", "done"),
)
HURRY = diagram(
    "hurry",
    start(),
    user("write", assignee='"maya"'),
    boundary("late", "write", "PT0.2S"),
    end(),
    end("over"),
    chain("begin", "write", "done"),
    chain("late", "over"),
)


class Gate:
    """A slow handler that waits until it is let through."""

    def __init__(self) -> None:
        self.begun, self.let = threading.Event(), threading.Event()

    def handler(self) -> object:
        @handler("documents.render", outputs=(), mode="job")
        def render(services: Services) -> None:
            """Make a document, slowly."""
            self.begun.set()
            assert self.let.wait(10)
            services.store_document("a.pdf", "application/pdf", b"%PDF")

        return render


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.let.set()


@pytest.fixture
def live(database: Database, gate: Gate) -> Iterator[World]:
    """A world on the computer's clock, with a dispatcher that is stopped at the end."""
    told = World(database, tell, gate.handler())
    object.__setattr__(told.engine.context, "clock", SystemClock())
    told.deploy(bundle(LETTER))
    told.deploy(bundle(HURRY, key="hurry"))
    dispatcher = Dispatcher(told.engine)
    dispatcher.start()
    yield told
    gate.let.set()
    assert dispatcher.stop(10)


def soon(what: Callable[[], bool]) -> bool:
    """Whether it becomes true within half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.02)
    return False


def test_work_is_done_right_after_the_commit_that_made_it(live: World, gate: Gate) -> None:
    gate.let.set()
    instance = live.start("letter")
    assert soon(lambda: live.status(instance) == "completed")
    assert soon(lambda: live.row(tables.Mail).state == "sent")


def test_neither_mail_nor_slow_work_holds_up_a_timer(live: World, gate: Gate) -> None:
    posted = threading.Event()

    def slow_server(mail: MailToSend) -> str:
        posted.set()
        assert gate.let.wait(10)
        return "250 accepted"

    live.post.says = slow_server
    live.start("letter")
    assert posted.wait(5)
    assert gate.begun.wait(5)
    hurried = live.start("hurry")
    assert soon(lambda: live.status(hurried) == "completed")


def test_stopping_lets_the_work_at_hand_end_and_begins_no_other(live: World, gate: Gate) -> None:
    live.start("letter")
    live.start("letter")
    assert gate.begun.wait(5)
    dispatcher = live.engine.dispatcher
    assert isinstance(dispatcher, Dispatcher)
    threading.Timer(0.2, gate.let.set).start()
    assert dispatcher.stop(10)
    states = sorted(job.state for job in live.rows(tables.Job, kind="service"))
    assert states == ["done", "ready"]


def test_a_mail_server_that_is_down_is_not_asked_for_every_letter(live: World, gate: Gate) -> None:
    asked: list[str] = []

    def down(mail: MailToSend) -> str:
        asked.append(mail.address)
        raise MailServerDown("It cannot be reached.")

    live.post.says = down
    for _ in range(3):
        live.start("letter")
    assert soon(lambda: bool(asked))
    time.sleep(0.5)
    assert len(asked) == 1


def test_what_an_earlier_server_had_begun_is_begun_again(database: Database, gate: Gate) -> None:
    told = World(database, tell, gate.handler())
    told.deploy(bundle(LETTER))
    instance = told.start("letter")
    assert len(told.engine.claim_due("slow", 5)) == 1
    gate.let.set()
    dispatcher = Dispatcher(told.engine)
    dispatcher.start()
    assert soon(lambda: told.status(instance) == "completed")
    assert dispatcher.stop(10)

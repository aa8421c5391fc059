"""Two servers on one PostgreSQL: one audit's stage through both, each letter once, one dies."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine import tables
from engine.database import Database, connect
from tests.postgresql import Cluster

COMMAND = [sys.executable, "-c", "from web.cli import main; main()"]
PATIENCE = 60
# A database of this worker's own.
NAME = f"neighbours_{os.getpid()}"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SAID = {
    "contributes": "yes", "proud": "p", "difficult": "d", "child_would_say": "c",
    "differently": "o", "support": "s",
}  # fmt: skip


class Visitor:
    """A browser that visits real servers. The cookie of one is good at the other."""

    def __init__(self) -> None:
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def get(self, address: str) -> tuple[int, str]:
        return self._ask(address, None)

    def post(self, address: str, page: str, **data: str) -> tuple[int, str]:
        found = TOKEN.search(self.get(page)[1])
        assert found, page
        body = urllib.parse.urlencode({**data, "csrf_token": found[1]}).encode()
        return self._ask(address, body)

    def _ask(self, address: str, body: bytes | None) -> tuple[int, str]:
        try:
            with self.open(address, data=body, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


class Site:
    """What the servers share: a database and a data folder with the secret."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environment = {
            **os.environ, "PLUMBLINE_DATABASE": url, "PLUMBLINE_DATA": str(folder),
        }  # fmt: skip
        self.database: Database = connect(url)
        self.running: list[subprocess.Popen[bytes]] = []

    def run(self, *words: str) -> None:
        done = subprocess.run(
            [*COMMAND, *words], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def serve(self) -> str:
        """Start a server; its address once it is ready."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            listen = f"127.0.0.1:{free.getsockname()[1]}"
        given = {"PLUMBLINE_LISTEN": listen, "PLUMBLINE_ADDRESS": f"http://{listen}"}
        quiet = subprocess.DEVNULL
        self.running.append(
            subprocess.Popen(
                [*COMMAND, "serve", "--demo"],
                env={**self.environment, **given}, stdout=quiet, stderr=quiet,
            )
        )  # fmt: skip
        self._wait_for(f"http://{listen}/readyz")
        return f"http://{listen}"

    def _wait_for(self, address: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(address, timeout=PATIENCE).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"{address} did not answer within {PATIENCE} seconds")

    def stop(self) -> None:
        for process in self.running:
            process.terminate()
            process.wait(PATIENCE)
        self.database.close()


@pytest.fixture(scope="module")
def site(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration of a dozen managers on PostgreSQL, as the command makes it."""
    url = postgres.create(NAME).replace("postgresql://", "postgresql+psycopg://")
    made = Site(url, tmp_path_factory.mktemp("neighbours"))
    inits = [
        subprocess.Popen([*COMMAND, "init"], env=made.environment, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(PATIENCE) for process in inits] == [0, 0], "both may begin at once"
    made.run("demo", "--profile", "mini", "--seed", "7", "--month", "2026-12")
    yield made
    made.stop()
    postgres.drop(NAME)


def reflections(site: Site) -> list[tables.UserTask]:
    with site.database.read() as session:
        wanted = select(tables.UserTask).filter_by(state="open", element_id="reflect")
        return list(session.scalars(wanted.order_by(tables.UserTask.id)))


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    pytest.fail(f"it did not come to that within {PATIENCE} seconds")


def letters(site: Site) -> dict[str, int]:
    with site.database.read() as session:
        counted = select(tables.Mail.state, func.count()).group_by(tables.Mail.state)
        return {state: number for state, number in session.execute(counted)}


def reflect(visitor: Visitor, write_at: str, send_at: str, task: tables.UserTask) -> str:
    """Sign in and write at one server, check and send at the other."""
    person = str(task.assignee)
    visitor.post(f"{write_at}/sign-in/as", f"{write_at}/sign-in", person=person)
    page = f"/tasks/{task.id}"
    status, text = visitor.post(write_at + page, write_at + page, **SAID)
    assert (status, "Check your answers" in text) == (200, True)
    visitor.post(f"{send_at}/sign-in/as", f"{send_at}/sign-in", person=person)
    status, text = visitor.post(f"{send_at}{page}/check", f"{send_at}{page}/check")
    assert status == 200
    return text


def test_a_stage_goes_through_either_server_and_one_may_die(site: Site) -> None:
    one, other = site.serve(), site.serve()
    first, second, *_ = reflections(site)
    reflect(Visitor(), one, other, first)
    site.running[0].send_signal(signal.SIGKILL)
    reflect(Visitor(), other, other, second)
    open_now = {task.id for task in reflections(site)}
    assert not open_now & {first.id, second.id}
    until(lambda: set(letters(site)) == {"kept"})
    with site.database.read() as session:
        assert session.scalars(select(tables.Incident)).all() == []
        twice = select(tables.Mail.dedupe_key).group_by(tables.Mail.dedupe_key)
        assert session.scalars(twice.having(func.count() > 1)).all() == []


def test_what_no_column_can_hold_is_refused_and_not_an_error(site: Site) -> None:
    address = site.serve()
    visitor = Visitor()
    task = reflections(site)[0]
    visitor.post(f"{address}/sign-in/as", f"{address}/sign-in", person=str(task.assignee))
    for path in ("/audits?text=%00", "/audits/%00", "/processes/%00", "/mailbox?to=%00"):
        status, text = visitor.get(address + path)
        assert (status, "Something is wrong with that page" in text) == (400, True), path
    page = f"{address}/tasks/{task.id}"
    status, text = visitor.post(page, page, contributes="yes", proud="a\x00b")
    assert status == 422
    assert "There is a problem" in text

"""`plumbline worker`: runs jobs, timers and letters beside servers that share a PostgreSQL."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click

from engine.database import ServerLock
from web.cli.installation import installation
from web.cli.production import must_be_ready
from web.configuration import Config
from web.watching import logs


@click.command()
def worker() -> None:
    """Run due jobs until stopped. On SQLite `plumbline serve` does this itself."""
    config = Config.from_environment()
    must_be_ready(config)
    logs.install(config.text("LOG"))
    lock = ServerLock(config.database)
    lock.acquire()
    try:
        _run(config)
    finally:
        lock.release()


def _run(config: Config) -> None:
    stop = threading.Event()

    def stopping(_: int, __: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stopping)
    signal.signal(signal.SIGINT, stopping)
    with installation(config) as here:
        here.start_jobs()
        click.echo("Working. Stop it with Ctrl+C.")
        stop.wait()
        here.dispatcher.stop()

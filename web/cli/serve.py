"""`plumbline serve`: the pages, and the thread that runs jobs, timers and letters."""

from __future__ import annotations

import signal
import socket
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import FrameType
from typing import Any

import click
import waitress

from engine.database import ServerLock
from web.app import create_app
from web.cli.init import prepare
from web.cli.invented import must_be_invented
from web.cli.production import must_be_ready
from web.configuration import Config, ConfigurationRefused
from web.memory import share_arenas
from web.parts import Parts
from web.watching import logs
from web.wiring import build, upgrade


@click.command()
@click.option("--demo", is_flag=True, help="Let anyone sign in as an invented person.")
def serve(demo: bool) -> None:
    """Serve until stopped. On SQLite one server holds the database for itself."""
    config = Config.from_environment(**({"DEMO": "yes"} if demo else {}))
    must_be_ready(config)
    logs.install(config.text("LOG"))
    share_arenas()
    lock = ServerLock(config.database)
    lock.acquire()
    try:
        prepare(config, in_a_child)
        _run(build(config))
    finally:
        lock.release()


def in_a_child(config: Config) -> None:
    """Upgrade in a forked process: what migrations need in memory goes with it when it ends.

    No thread has been started yet, so forking is safe here.
    """
    with ProcessPoolExecutor(1, get_context("fork")) as child:
        child.submit(upgrade, config).result()


def _run(parts: Parts) -> None:
    must_be_invented(parts)
    app = create_app(parts=parts)
    listening = _listening(parts.config)
    server = waitress.create_server(app, sockets=[listening], **_settings(parts.config))
    signal.signal(signal.SIGTERM, _stop)
    parts.start_jobs()
    click.echo(f"Plumbline is at {parts.config.address} (stop it with Ctrl+C)")
    try:
        server.run()
    finally:
        server.close()
        parts.dispatcher.stop()
        parts.close()


def _listening(config: Config) -> socket.socket:
    host, port = config.listen
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family)
    except OSError as error:
        raise ConfigurationRefused(
            f"PLUMBLINE_LISTEN is {config.text('LISTEN')}, where it cannot listen: "
            f"{error.strerror}. Choose another port, or stop what uses it."
        ) from None


def _stop(_: int, __: FrameType | None) -> None:
    """Being told to stop ends like Ctrl+C: jobs at work end, the lock is given back."""
    raise SystemExit(0)


def _settings(config: Config) -> dict[str, Any]:
    settings: dict[str, Any] = {"threads": config.number("THREADS")}
    # Somewhat too much gets a page that says so; only what is absurd is cut off without one.
    settings |= {"ident": None, "max_request_body_size": config.number("LARGEST_REQUEST_KB") * 8192}
    proxy = config.text("PROXY")
    if proxy:
        believed = {"x-forwarded-for", "x-forwarded-proto"}
        settings |= {"trusted_proxy": proxy, "trusted_proxy_headers": believed}
    return settings

"""An application served from within the tests, by the server that also serves it in production.

Werkzeug's own server would do, but leaves a file open when a browser that goes away resets its
connection: it reads on from that connection before it closes the answer.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import waitress
from flask import Flask
from waitress.server import TcpWSGIServer

THREADS = 8
PATIENCE = 30


def listening() -> socket.socket:
    """A socket on a port of its own: who connects before anything is served there waits."""
    return socket.create_server(("127.0.0.1", 0))


def address(taken: socket.socket) -> str:
    """Where browsers find it."""
    return f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def served(app: Flask, taken: socket.socket) -> Iterator[str]:
    """Serve an application by threads until the end of the block; its address."""
    server = waitress.create_server(app, sockets=[taken], threads=THREADS, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield address(taken)
    finally:
        server.task_dispatcher.shutdown(timeout=PATIENCE)
        server.trigger.pull_trigger(_end(server))
        thread.join(PATIENCE)
        assert not thread.is_alive(), "the server did not stop"


def _end(server: TcpWSGIServer) -> Callable[[], None]:
    """Close all it holds: it runs until nothing is left. To be called in its own thread."""

    def end() -> None:
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()

    return end

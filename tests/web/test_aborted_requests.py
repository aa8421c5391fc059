"""A browser that goes away in the middle of a file leaves nothing open on the server."""

from __future__ import annotations

import gc
import socket
import struct
import warnings

from flask import Flask

from tests.served import listening, served

FILE = "/static/vendor/govuk/govuk-frontend.min.css"
ASKED = f"GET {FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
RESET = struct.pack("ii", 1, 0)


def abort(address: tuple[str, int], read: int) -> None:
    """Ask for the file, read so much of it, and break the connection off."""
    with socket.create_connection(address, timeout=30) as browser:
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        browser.sendall(ASKED)
        if read:
            assert browser.recv(read).startswith(b"HTTP/1.1 200")


def test_files_are_closed_when_the_browser_goes_away(app: Flask) -> None:
    taken = listening()
    address = taken.getsockname()

    with warnings.catch_warnings(record=True) as left_open:
        warnings.simplefilter("always", ResourceWarning)
        with served(app, taken):
            for number in range(60):
                abort(address, read=4096 * (number % 2))
        gc.collect()

    assert left_open == []

"""A real server process: it answers, holds its database for itself, and stops when told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

PATIENCE = 60


@pytest.fixture
def environment(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {
        "PLUMBLINE_DATA": str(tmp_path),
        "PLUMBLINE_LISTEN": f"127.0.0.1:{port}",
        "PLUMBLINE_ADDRESS": f"http://127.0.0.1:{port}",
    }
    return {**os.environ, **given}


def serve(environment):
    command = [sys.executable, "-c", "from web.cli import main; main()", "serve", "--demo"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def answer(environment, path):
    address, end = environment["PLUMBLINE_ADDRESS"] + path, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as page:
                return page.status, page.headers, page.read().decode()
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer within {PATIENCE} seconds")


def test_it_serves_and_no_second_one_can(environment):
    first = serve(environment)
    try:
        assert answer(environment, "/healthz")[0] == 200
        status, headers, page = answer(environment, "/readyz")
        assert status == 200
        assert json.loads(page)["status"] == "ready"
        assert "waitress" not in headers.get("Server", "")
        second = serve(environment)
        said, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert "Stop it first, or use PostgreSQL" in said
    finally:
        first.send_signal(signal.SIGTERM)
        said, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert f"Plumbline is at {environment['PLUMBLINE_ADDRESS']}" in said

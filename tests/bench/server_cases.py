"""The whole application: the time until its first answer, and the memory it holds."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from measure import Row
from visitor import visit_all

STARTS, PATIENCE = 3, 30.0
PLUMBLINE = str(Path(sys.executable).with_name("plumbline"))


def rows(folder: Path) -> list[Row]:
    """The median of some starts, and the resident memory after a busy minute."""
    _cli(folder, "demo", "--profile", "mini")
    began = sorted(_start(folder) for _ in range(STARTS))
    seconds, _ = began[STARTS // 2]
    return [
        Row("start until the first answer", seconds, "s", 1.5),
        Row("memory of the serving process", max(memory for _, memory in began), "MB", 110.0),
    ]


def _start(folder: Path) -> tuple[float, float]:
    port = _free_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        [PLUMBLINE, "serve", "--demo"], env=_environment(folder, port),
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(f"http://127.0.0.1:{port}/healthz", began)
        seconds = time.perf_counter() - began
        visit_all(f"http://127.0.0.1:{port}")
        return seconds, _memory(server.pid)
    finally:
        server.terminate()
        server.wait(10)


def _await(url: str, began: float) -> None:
    while time.perf_counter() - began < PATIENCE:
        try:
            urllib.request.urlopen(url).read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise TimeoutError(f"{url} did not answer within {PATIENCE:.0f} s")


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("no VmRSS")


def _cli(folder: Path, *words: str) -> None:
    command = [PLUMBLINE, *words]
    subprocess.run(command, env=_environment(folder), check=True, stdout=subprocess.DEVNULL)


def _environment(folder: Path, port: int = 8000) -> dict[str, str]:
    listen = {"PLUMBLINE_LISTEN": f"127.0.0.1:{port}"}
    return {**os.environ, **listen, "PLUMBLINE_DATA": str(folder / "served")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""The real server as a process of its own, with a council in its data folder, to be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Self

COMMAND = str(Path(sys.executable).with_name("plumbline"))
PATIENCE = 60.0


class LiveServer:
    """`plumbline serve --demo` on a port and a folder that stay the same over every restart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.listen = "127.0.0.1:{1}".format(*free.getsockname())
        self.address = f"http://{self.listen}"
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PLUMBLINE_")},
            "PLUMBLINE_DATA": str(folder / "data"),
            "PLUMBLINE_LISTEN": self.listen,
            "PLUMBLINE_ADDRESS": self.address,
        }
        self.log = (folder / "server.log").open("ab")

    @property
    def database(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.folder / 'data' / 'plumbline.db'}"

    def settle(self) -> None:
        """Invent the smallest council and begin a month."""
        command = [COMMAND, "demo", "--profile", "mini", "--seed", "1"]
        subprocess.run(command, env=self._environment, stdout=self.log, stderr=self.log, check=True)

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [COMMAND, "serve", "--demo"]
        self.process = subprocess.Popen(
            command, env=self._environment, stdout=self.log, stderr=self.log
        )
        until = time.monotonic() + PATIENCE
        while not self._ready():
            assert self.process.poll() is None, (self.folder / "server.log").read_text()
            assert time.monotonic() < until, "the server did not come up"
            time.sleep(0.05)

    def kill(self) -> None:
        """As when the power goes: SIGKILL, without a word before."""
        assert self.process is not None
        self.process.kill()

    def gone(self) -> None:
        """Wait until it is dead, and by nothing else than being killed."""
        assert self.process is not None
        assert self.process.wait(PATIENCE) == -signal.SIGKILL

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        """End whatever still runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self.log.close()

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=PATIENCE) as answer:
                return answer.status == 200
        except OSError:
            return False

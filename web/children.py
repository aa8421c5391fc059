"""Long work of the server's people, each in a child process of its own, watched by a thread.

A child reads one line from standard input and tells one line of JSON after the other. It ends when
nobody holds its standard input any more: when the server is gone, or cancels it.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.bundle import Bundle
from handlers.documents.press import known_environment

LIMIT_SECONDS = 30 * 60
Process = subprocess.Popen[str]
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """`module` is run with `asked`; `hear` gets what it tells. `over` is called at its end, with
    True when it was stopped because it took too long."""

    id: UUID
    module: str
    asked: str
    hear: Callable[[Told], None]
    over: Callable[[bool], None]
    begins: Callable[[], bool] = lambda: True


class Children:
    """The work of this server. Several works given together are done one after the other."""

    def __init__(self) -> None:
        self._works: dict[UUID, Process | None] = {}
        self._stopped: set[UUID] = set()
        self._lock = threading.Lock()

    @property
    def running(self) -> list[UUID]:
        """What this server does, or will do after that."""
        with self._lock:
            return list(self._works)

    def begin(self, works: Sequence[Work]) -> None:
        """Begin. Each work's id is in `running` until it is over."""
        with self._lock:
            self._works |= {work.id: None for work in works}
        name = f"work-{works[0].id}"
        threading.Thread(target=self._do_all, args=(works,), name=name, daemon=True).start()

    def stop(self, id: UUID) -> None:
        """End it, if this server runs it or will."""
        with self._lock:
            process = self._works.get(id)
            self._stopped |= {id} & self._works.keys()
        if process is not None:
            process.kill()

    def _do_all(self, works: Sequence[Work]) -> None:
        for work in works:
            try:
                if work.begins():
                    self._do(work)
            finally:
                with self._lock:
                    self._works.pop(work.id, None)
                    self._stopped.discard(work.id)

    def _do(self, work: Work) -> None:
        process, late = _process(work.module), threading.Event()
        with self._lock:
            self._works[work.id] = process
            if work.id in self._stopped:
                process.kill()
        timer = threading.Timer(LIMIT_SECONDS, _too_late, (process, late))
        timer.daemon = True
        timer.start()
        try:
            for told in _lines(process, work.asked):
                work.hear(told)
            work.over(late.is_set())
        finally:
            timer.cancel()
            process.kill()
            process.wait()
            _close(process)


def packed(bundle: Bundle) -> dict[str, str]:
    """A bundle as JSON can carry it to a child."""
    return {path: base64.b64encode(content).decode() for path, content in bundle.files.items()}


def unpacked(files: Mapping[str, str]) -> Bundle:
    """For a child: the bundle that was packed."""
    return Bundle({path: base64.b64decode(text) for path, text in files.items()})


def ends_with_server() -> None:
    """For a child: begin to watch standard input, and end when the server lets go of it."""
    threading.Thread(target=_end_with_server, daemon=True).start()


def tell(value: Told) -> None:
    """For a child: one line of what it has to tell."""
    print(json.dumps(value, default=str), flush=True)


def _end_with_server() -> None:
    sys.stdin.read()
    os._exit(1)


def _too_late(process: Process, late: threading.Event) -> None:
    late.set()
    process.kill()


def _process(module: str) -> Process:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and modules, no shell
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=known_environment(),
    )


def _lines(process: Process, asked: str) -> Iterator[Told]:
    """What the child tells, until it ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(asked + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        return
    for line in process.stdout:
        yield json.loads(line)


def _close(process: Process) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:
                continue

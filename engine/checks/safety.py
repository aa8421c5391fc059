"""XML from outside is parsed in a child process first: what it does to a parser, it does there."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from engine.model import Finding

SCRIPT = Path(__file__).with_name("parse_apart.py")
SECONDS = 5
MEMORY = 512 * 1024 * 1024
MOST_BYTES = 1_000_000
MOST_REMEMBERED = 2_000
XML = (".bpmn", ".dmn")
COSTLY = f"Reading the file took more than {SECONDS} seconds or too much memory."
AGAIN = "Draw it again in the editor."
BUSY = ("This computer has too little left to read the file safely.", "Try again in a minute.")
_SAFE: dict[str, bool] = {}


def unsafe(files: Mapping[str, bytes]) -> list[Finding]:
    """A finding for every XML file that cannot be parsed within time and memory.

    One child process for all files; another only after one that did not survive. Content that was
    tried once is not tried again, unless no child could be started. A file over 1 MB is not tried
    at all: reading refuses it.
    """
    waiting = {path: content for path, content in files.items() if _to_try(path, content)}
    try:
        _try(waiting)
    except OSError:
        return [_finding(path, *BUSY) for path in waiting]
    return [_finding(path) for path in files if _SAFE.get(_digest(files[path])) is False]


def _try(waiting: dict[str, bytes]) -> None:
    while waiting:
        done, stopped_at = _parse_apart(waiting)
        for path in done:
            _remember(waiting.pop(path), safe=True)
        if stopped_at is not None:
            _remember(waiting.pop(stopped_at), safe=False)


def _to_try(path: str, content: bytes) -> bool:
    return path.endswith(XML) and len(content) <= MOST_BYTES and _digest(content) not in _SAFE


def _parse_apart(files: Mapping[str, bytes]) -> tuple[list[str], str | None]:
    """The files that were parsed, and the one at which the child was stopped."""
    given = {path: content.decode("latin-1") for path, content in files.items()}
    asked = json.dumps({"memory": MEMORY, "cpu": SECONDS, "files": given})
    try:
        ended = subprocess.run(  # noqa: S603  (our own script, by its full path)
            [sys.executable, "-I", str(SCRIPT)],
            input=asked,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env={},
        )
        lines = ended.stdout.splitlines()
    except subprocess.TimeoutExpired as late:
        lines = (late.stdout or b"").decode().splitlines()
    started = [json.loads(line) for line in lines if line != "ok"]
    done = started[: lines.count("ok")]
    if len(done) == len(files):
        return done, None
    return done, started[len(done)] if len(started) > len(done) else next(
        p for p in files if p not in done
    )


def _finding(path: str, sentence: str = COSTLY, remedy: str = AGAIN) -> Finding:
    return Finding("error", path, "", sentence, remedy, "xml-too-costly")


def _remember(content: bytes, *, safe: bool) -> None:
    for old in list(_SAFE)[: max(0, len(_SAFE) - MOST_REMEMBERED)]:
        _SAFE.pop(old, None)
    _SAFE[_digest(content)] = safe


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

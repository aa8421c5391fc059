"""From HTML to PDF in a child process with limits: no page can hang or exhaust the worker."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import HandlerFailed, Permanent

MOST_HTML_BYTES = 600_000
WALL_SECONDS = 60
INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "FONTCONFIG_FILE")
CHILD = Path(__file__).with_name("child.py")
BASE = "https://bundle.invalid/"
Asset = tuple[bytes, str]


@dataclass(frozen=True)
class Paper:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


NOT_PRINTED = Paper(b"This document was counted and not printed.", 0)


def press(html: str, assets: Mapping[str, Asset], seconds: float = WALL_SECONDS) -> Paper:
    """Lay the page out as a tagged PDF (pdf/ua-1) with no access to files or network.

    `assets` maps BASE with a file name to content and media type; nothing is fetched from there.
    Raises Permanent when another attempt would fail as well, HandlerFailed when the child was
    stopped or died.
    """
    if len(html.encode()) > MOST_HTML_BYTES:
        raise Permanent(f"The form is longer than {MOST_HTML_BYTES // 1000} kB and is not printed.")
    packed = {name: [base64.b64encode(c).decode(), kind] for name, (c, kind) in assets.items()}
    return _answer(
        _child(json.dumps({"html": html, "base": BASE, "assets": packed}).encode(), seconds)
    )


def known_environment() -> dict[str, str]:
    """What a child process may know of our surroundings: no secrets."""
    return {name: os.environ[name] for name in NEEDED if name in os.environ}


def _child(request: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    # By its path: by its name, Python would first import every handler.
    command = [sys.executable, "-P", str(CHILD)]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            input=request,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=known_environment(),
        )
    except subprocess.TimeoutExpired as error:
        sentence = f"Making the PDF took longer than {seconds:g} seconds and was stopped."
        sentence += " Try again when the computer is less busy."
        raise HandlerFailed(sentence) from error


def _answer(done: subprocess.CompletedProcess[bytes]) -> Paper:
    if done.returncode == 0:
        pages, _, content = done.stdout.partition(b"\n")
        return Paper(content, int(pages))
    said = _said(done.stderr)
    if said.get("kind") == "missing":
        raise Permanent(f"PDFs cannot be made on this computer. Install Pango: {INSTALL}")
    if said.get("kind") == "denied":
        raise Permanent(f"The page asks for “{said['sentence']}”, which is not in the bundle.")
    if said:
        raise Permanent(said["sentence"])
    died = f"The process that makes the PDF died ({done.returncode}), most likely out of memory."
    raise HandlerFailed(f"{died} Give the computer more, then try again.")


def _said(stderr: bytes) -> dict[str, str]:
    last = stderr.decode(errors="replace").strip().splitlines()[-1:]
    try:
        said = json.loads(last[0]) if last else {}
    except json.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}

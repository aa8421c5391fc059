"""The small demonstration that the large programme is copied from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def demonstration(folder: Path) -> None:
    """The small demonstration that is copied."""
    settings = {"PLUMBLINE_DATA": str(folder), "PLUMBLINE_DATABASE": ""}
    command = [
        sys.executable,
        "-c",
        "from web.cli import main; main()",
        "demo",
        "--profile",
        "mini",
    ]
    subprocess.run(command, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)


def address(folder: Path) -> str:
    """Where that demonstration's database is."""
    return f"sqlite:///{folder / 'plumbline.db'}"

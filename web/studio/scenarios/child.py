"""Scenarios played in a process of its own: one line of JSON for each result, one at the end."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict

from handlers.scenarios import play_all
from web.children import ends_with_server, tell, unpacked


def main() -> None:
    """Read which scenarios of which bundle are to be played, and play them."""
    asked = json.loads(sys.stdin.readline())
    logging.disable(logging.WARNING)
    ends_with_server()
    for result in play_all(unpacked(asked["files"])):
        tell({"result": asdict(result)})
    tell({"end": True})


if __name__ == "__main__":
    main()

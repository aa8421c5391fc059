"""SpiffWorkflow adds process data to its log records while its loggers have no level of their own."""

from __future__ import annotations

import logging


def hush() -> None:
    """Give every logger of the library a level that keeps data out of records."""
    for name in ("spiff", "spiff.task", "spiff.workflow", "spiff.data"):
        logging.getLogger(name).setLevel(logging.WARNING)

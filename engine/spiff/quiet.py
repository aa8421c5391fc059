"""SpiffWorkflow puts process data into log records unless its loggers have levels of their own."""

from __future__ import annotations

import logging


def hush() -> None:
    """Give every logger of the library a level that keeps data out of records."""
    for name in ("spiff", "spiff.task", "spiff.workflow", "spiff.data"):
        logging.getLogger(name).setLevel(logging.WARNING)

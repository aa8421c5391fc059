"""The log: one line for each event, for people or as JSON, and never what anybody wrote."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# Which request a line belongs to; empty outside of one.
current: ContextVar[str] = ContextVar("request", default="")
NOISY = ("alembic", "waitress.queue")
FIELDS = ("endpoint", "method", "status", "milliseconds", "by")
Raised = tuple[type[BaseException], BaseException, TracebackType | None]


class Words(logging.Formatter):
    """A line for people."""

    def formatException(self, ei: Any) -> str:
        """Which errors, and where: their messages may hold what somebody wrote."""
        return "\n".join(said(ei))


class Lines(Words):
    """A line of JSON for programs: at, level, logger, event, and what is known besides."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if request := current.get():
            line["request"] = request
        if record.exc_info:
            line["error"] = list(said(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def said(raised: Any) -> Iterator[str]:
    """An error and those that caused it: kind, then file, line and function of each step."""
    error: BaseException | None = raised[1]
    for _ in range(5):
        if error is None:
            return
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for step in traceback.extract_tb(error.__traceback__):
            yield f"  {step.filename}:{step.lineno} {step.name}"
        error = error.__cause__ or error.__context__


def install(form: str) -> None:
    """Write the log of this process to standard error, as `form` says: text or json."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines() if form == "json" else Words(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.ERROR)

"""Links of an append-only account: each line is sealed with the digest of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from engine.tables import AuditLog, History

GENESIS = "0" * 64


def seal(before: str, line: Mapping[str, object]) -> str:
    """The digest of a line (its columns but "digest") after the line sealed with `before`."""
    content = {name: _plain(value) for name, value in line.items() if name != "digest"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(before.encode() + text.encode()).hexdigest()


def line_of(row: History | AuditLog) -> dict[str, object]:
    """A stored row as the line that is sealed."""
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value

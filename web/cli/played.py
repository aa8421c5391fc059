"""A rehearsal's end, for programs and for people."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from engine.rehearsal import Played, Row
from web.cli.plain import plain_value
from web.cli.refusal import columns, finding_json

SENTENCES = {
    "completed": "It completed.",
    "waiting": "It waits.",
    "incident": "It is held up: see the findings.",
    "failed": "It failed: it ended with an error that nothing catches.",
    "refused": "It cannot be played: see the findings.",
}


def plain(played: Played) -> dict[str, Any]:
    """What `--json` prints: plain JSON, instants as ISO 8601 in UTC."""
    return {
        "outcome": played.outcome,
        "activities": [_activity(row) for row in played.activities],
        "variables": plain_value(dict(played.variables)),
        "findings": [finding_json(found) for found in played.findings],
        "instances": [
            {
                "process": one.process,
                "outcome": one.outcome,
                "variables": plain_value(dict(one.variables)),
            }
            for one in played.instances
        ],
    }


def _activity(row: Row) -> dict[str, str]:
    said = {"id": row.id, "name": row.name, "type": row.type, "state": row.state}
    return said | {"at": _instant(row.at)}


def as_text(played: Played) -> str:
    """A table of what was done, the variables, and how it ended."""
    several = len(played.instances) > 1
    parts = [_table(played.activities, several)] if played.activities else []
    named = plain_value(dict(played.variables))
    parts += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in named.items()]
    return "\n".join([*parts, SENTENCES[played.outcome]])


def _table(rows: tuple[Row, ...], several: bool) -> str:
    heading = ("AT", "STATE", "TYPE", "ELEMENT", "NAME", *(("PROCESS",) if several else ()))
    return columns([heading, *(_cells(row, several) for row in rows)])


def _cells(row: Row, several: bool) -> tuple[str, ...]:
    cells = (f"{row.at:%Y-%m-%d %H:%M}", row.state, row.type, row.id, row.name)
    return (*cells, row.process) if several else cells


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")

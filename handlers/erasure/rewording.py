"""Putting a token where the subject was named, without breaking a seal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Table, select, update
from sqlalchemy.orm import Session

from engine.chain import GENESIS, seal
from engine.database import upsert
from engine.tables import Rewording
from handlers.erasure.looking import Found, Key
from handlers.erasure.subject import Subject
from handlers.erasure.texts import worded

# The line before, for those sealed in a chain.
CHAINS: Mapping[str, tuple[str, ...]] = {"history": ("instance_id",), "audit_log": ()}
# A step that is going on must not write over what was reworded.
COUNTED = {"process_instance": "version"}


def reword(
    session: Session, found: Iterable[Found], subject: Subject, token: str, now: datetime
) -> Counter[str]:
    """Reword whatever the register says can be; gives how many rows of each table."""
    rows: defaultdict[tuple[str, Key], list[Found]] = defaultdict(list)
    for one in found:
        if one.column in one.held.named and not one.held.fixed:
            rows[one.table.name, one.key].append(one)
    return Counter(
        table
        for (table, _), places in rows.items()
        if _reword_row(session, places, subject, token, now)
    )


def replaced(subject: Subject, token: str, text: str) -> str:
    """The text with the token wherever it names the subject."""
    if text.strip().casefold() in subject.alone:
        return token
    return subject.in_texts.sub(token, text)


def _reword_row(
    session: Session, places: list[Found], subject: Subject, token: str, now: datetime
) -> bool:
    """Whether the row was still there to be reworded."""
    table, held = places[0].table, places[0].held
    mine = _row(table, places[0].key)
    row = session.execute(select(table).where(*mine)).mappings().first()
    if row is None:
        return False
    old = {str(name): value for name, value in row.items()}
    new = {
        one.column: _cut(
            table, one.column, worded(old[one.column], lambda text: replaced(subject, token, text))
        )
        for one in places
    }
    if held.sealed:
        _seal(session, table, {**old, **new}, now)
    counted = COUNTED.get(table.name)
    more = {counted: table.c[counted] + 1} if counted else {}
    session.execute(update(table).where(*mine).values({**new, **more}))
    return True


def _row(table: Table, key: Key) -> list[ColumnElement[bool]]:
    return [column == value for column, value in zip(table.primary_key, key, strict=True)]


def _cut(table: Table, column: str, value: Any) -> Any:
    kind = table.c[column].type
    most = kind.length if isinstance(kind, String) else None
    return value[:most] if most and isinstance(value, str) else value


def _seal(session: Session, table: Table, line: dict[str, Any], now: datetime) -> None:
    """Keep the seal of the new words beside the old one, which what follows was sealed with."""
    own = [one.name for one in table.primary_key if one.name != "tenant_id"]
    values = {
        "tenant_id": line["tenant_id"],
        "place": table.name,
        "key": "/".join(str(line[name]) for name in own),
        "digest": seal(_before(session, table, line), line),
        "at": now,
    }
    upsert(session, Rewording, values, ("digest", "at"))


def _before(session: Session, table: Table, line: dict[str, Any]) -> str:
    """The seal of the line before; GENESIS for the first, and where there is no chain."""
    if table.name not in CHAINS or line["seq"] == 1:
        return GENESIS
    same = [table.c[name] == line[name] for name in ("tenant_id", *CHAINS[table.name])]
    query = select(table.c.digest).where(*same, table.c.seq == line["seq"] - 1)
    return str(session.execute(query).scalar_one())

"""The proof that nobody changed what was noted: every line sealed with the one before, to the end
that the instance itself remembers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import cast
from uuid import UUID

from sqlalchemy import Row, RowMapping, Select, Table, select
from sqlalchemy.orm import Session

from engine.chain import GENESIS
from engine.queries.rewordings import NOTED, fits, seal_of_all
from engine.tables import AuditLog, History, ProcessInstance

AT_ONCE = 200
LINES_AT_ONCE = 1000
_HISTORY = cast(Table, History.__table__)
_LOG = cast(Table, AuditLog.__table__)
CHANGED = "This line was changed, or one before it is missing."
CUT = "The end of the account is missing: it breaks off before its last line."
REWORDED = "A line was reworded otherwise than by an erasure that is noted."
OTHER = "The account was written anew: its end is not the one that was kept."


@dataclass(frozen=True)
class Broken:
    """The first place where an account does not hold. `instance_id` is None in the audit log."""

    instance_id: UUID | None
    business_key: str | None
    line: int
    sentence: str


@dataclass(frozen=True)
class Head:
    """The last line of the audit log. Kept elsewhere, it proves later that nothing was cut off."""

    line: int
    digest: str

    def __str__(self) -> str:
        return f"{self.line}:{self.digest}"


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what does not hold. `after` is the last instance looked at, None at
    the end of them."""

    instances: int
    lines: int
    broken: Sequence[Broken] = field(default_factory=tuple)
    after: UUID | None = None


def prove_audit_log(session: Session, tenant: str, kept: Head | None = None) -> tuple[Proof, Head]:
    """Look at every line; `kept` is an end of earlier that must still be there."""
    before, expected, noted = GENESIS, 1, ""
    found = kept is None
    for row in _log_lines(session, tenant):
        if row["seq"] != expected or not fits(session, _LOG.name, before, _line(row)):
            return _log_broken(expected, CHANGED), Head(expected - 1, before)
        before, expected = row["digest"], expected + 1
        noted = row["detail"].get(NOTED, noted)
        found = found or (row["seq"], before) == (kept and kept.line, kept and kept.digest)
    head = Head(expected - 1, before)
    if noted != seal_of_all(session, tenant):
        return _log_broken(head.line, REWORDED), head
    if found or kept is None:
        return Proof(0, head.line), head
    return _log_broken(kept.line, OTHER if kept.line <= head.line else CUT), head


def prove_histories(
    session: Session, tenant: str, after: UUID | None = None, most: int = AT_ONCE
) -> Proof:
    """Look at the histories of the next instances by id."""
    rows = session.execute(_instances(tenant, after).limit(most)).all()
    if not rows:
        return Proof(0, 0)
    lines = select(_HISTORY).where(
        _HISTORY.c.tenant_id == tenant, _HISTORY.c.instance_id.in_([row.id for row in rows])
    )
    ordered = lines.order_by(_HISTORY.c.instance_id, _HISTORY.c.seq)
    stories: dict[UUID, list[RowMapping]] = {
        id_: list(of)
        for id_, of in groupby(session.execute(ordered).mappings(), lambda row: row["instance_id"])
    }
    broken = [
        Broken(row.id, row.business_key, line, sentence)
        for row in rows
        for line, sentence in _break(session, stories.get(row.id, []), row)
    ]
    counted = sum(len(story) for story in stories.values())
    return Proof(len(rows), counted, broken, rows[-1].id if len(rows) == most else None)


def _break(
    session: Session, story: Iterable[RowMapping], of: Row[UUID, str | None, int, str]
) -> Iterator[tuple[int, str]]:
    """The first place where a history does not hold, if there is one."""
    before, expected, last = GENESIS, 1, of.history_seq
    for row in story:
        if row["seq"] != expected or not fits(session, _HISTORY.name, before, _line(row)):
            yield expected, CHANGED
            return
        if expected == last and row["digest"] != of.history_digest:
            yield expected, OTHER
            return
        before, expected = row["digest"], expected + 1
    if expected <= last:
        yield expected, CUT


def _instances(tenant: str, after: UUID | None) -> Select[UUID, str | None, int, str]:
    instance = ProcessInstance
    query = select(
        instance.id, instance.business_key, instance.history_seq, instance.history_digest
    ).where(instance.tenant_id == tenant)
    if after is not None:
        query = query.where(instance.id > after)
    return query.order_by(instance.id)


def _log_lines(session: Session, tenant: str) -> Iterator[RowMapping]:
    """Every line in order, some at a time, whatever their number."""
    last = 0
    while True:
        query = select(_LOG).where(_LOG.c.tenant_id == tenant, _LOG.c.seq > last)
        rows = session.execute(query.order_by(_LOG.c.seq).limit(LINES_AT_ONCE)).mappings().all()
        yield from rows
        if len(rows) < LINES_AT_ONCE:
            return
        last = rows[-1]["seq"]


def _line(row: RowMapping) -> dict[str, object]:
    return {str(name): value for name, value in row.items()}


def _log_broken(line: int, sentence: str) -> Proof:
    return Proof(0, line - 1, [Broken(None, None, line, sentence)])

"""The studio beside a large programme: a bundle of thirty versions, and a change of many edits."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from engine import tables
from web.parts import Parts

KEY, VERSIONS, EDITS, DIAGRAM = "peer_review_audit", 30, 50, "case_audit.bpmn"
CHANGED = b"# Edit %d.\n"


def addresses(here: Parts, owner: str) -> Iterator[str]:
    """What an owner opens while the policy is changed; the change is made now."""
    _versions(here)
    change = _change(here, owner)
    yield from ("/studio", f"/studio/bundles/{KEY}", f"/studio/versions/{KEY}")
    yield from (f"/studio/versions/{KEY}/1", f"/studio/versions/{KEY}/1/processes/case_audit")
    at = f"/studio/changes/{change}"
    yield at
    for page in ("files", "check", "differences", "approval", "settings", "phrases", "impact"):
        yield f"{at}/{page}"
    yield from (f"{at}/diagrams/{DIAGRAM}", f"{at}/outline/{DIAGRAM}", f"{at}/about/bundle.toml")
    yield f"{at}/findings/{DIAGRAM}"


def _versions(here: Parts) -> None:
    """Copies of the version in force, which is where the history of ten years ends."""
    table = tables.Deployment.__table__
    with here.database.write() as session:
        query = select(table).where(table.c.key == KEY, table.c.active)
        row = dict(session.execute(query).one()._mapping)
        own = ({"id": uuid4(), "version": 1 + n, "active": False} for n in range(1, VERSIONS))
        session.execute(insert(table), [row | one for one in own])


def _change(here: Parts, owner: str) -> UUID:
    change = here.changes.begin(KEY, "Everything at once", by=owner)
    content, edition = here.changes.file(change, "bundle.toml")
    assert content is not None
    for number in range(EDITS):
        edited = content.replace(b"\n", b"\n" + CHANGED % number, 1)
        edition = here.changes.write(change, "bundle.toml", edited, by=owner, seen=edition)
    path = "retention.dmn"
    table, edition = here.changes.file(change, path)
    assert table is not None
    shorter = table.replace(b">72<", b">60<", 1)
    here.changes.write(change, path, shorter, by=owner, seen=edition)
    return change

"""An audit that is over, in which a child is named, and what erases it: for tests of section 7."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import web.app
from engine.bundle import Bundle
from engine.clock import SetClock
from engine.database import Database, connect, empty_log
from engine.queries.proof import prove_audit_log, prove_histories
from handlers.erasure.certifying import erasure
from handlers.erasure.doing import Erasures
from handlers.erasure.findings import Findings
from handlers.erasure.subject import Subject, child, member_of_staff
from handlers.scenarios import filling
from handlers.scenarios.audits.council import TENANT
from tests.policy.one_audit import OneAudit
from tests.policy.test_7_records import finish
from tests.processes.paper import plain

NUMBER = "L9-0000001"
NAME = "Ottoline Quillfeather"
CHILD = child(NUMBER, [NAME])
# With its tables, so that none has to be read from the database anew for every search.
EVERY_TABLE = web.app
BY: dict[str, Any] = {"by": "governance", "reason": "Asked for by the family, reference 12."}


@dataclass(frozen=True)
class Over:
    """An installation in which an audit is over, and its clock."""

    database: Database
    clock: SetClock


@contextmanager
def concluding(bundle: Bundle) -> Iterator[Callable[[Database], OneAudit]]:
    """Make an audit that is over, whose answers name the child; nothing of it goes on."""
    # The scenarios of the bundle are about the same invented child.
    files = {path: held for path, held in bundle.files.items() if not path.startswith("scenarios/")}

    def made(database: Database) -> OneAudit:
        audit = OneAudit(database, Bundle(files), {"category": "CIN"})
        audit.stage_1("good")
        audit.stage_2("good", "good")
        finish(audit)
        return audit

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("handlers.documents.render.press", plain)
        patched.setattr(filling, "WORDS", f"{NAME} was seen alone.")
        yield made


@pytest.fixture(scope="module")
def conclude(bundle: Bundle) -> Iterator[Callable[[Database], OneAudit]]:
    """To make one in a database of one's own."""
    with concluding(bundle) as conclude:
        yield conclude


@pytest.fixture(scope="session")
def settled(bundle: Bundle, sqlite_template: Path, tmp_path_factory: Any) -> tuple[Path, datetime]:
    """One of them, to copy, and its time."""
    file = tmp_path_factory.mktemp("over") / "plumbline.db"
    shutil.copy(sqlite_template, file)
    database = connect(f"sqlite:///{file}")
    with concluding(bundle) as conclude:
        now = conclude(database).clock.now()
    empty_log(database)
    database.close()
    return file, now


@pytest.fixture
def over(settled: tuple[Path, datetime], tmp_path: Path) -> Iterator[Over]:
    """A copy of it."""
    file = shutil.copy(settled[0], tmp_path / "plumbline.db")
    database = connect(f"sqlite:///{file}")
    yield Over(database, SetClock(settled[1]))
    database.close()


@pytest.fixture
def printed() -> list[str]:
    """The pages that were printed."""
    return []


def erasing(audit: OneAudit | Over, printed: list[str]) -> Erasures:
    """Erasing in the database of that audit; what is printed is kept as a page."""

    def note(page: str) -> bytes:
        printed.append(page)
        return f"A print. {len(printed)}".encode()

    return Erasures(audit.database, TENANT, audit.clock.now, note)


@pytest.fixture
def erasures(over: Over, printed: list[str]) -> Erasures:
    return erasing(over, printed)


def kept(audit: OneAudit | Over, table: Any) -> list[Any]:
    with audit.database.read() as session:
        return list(session.scalars(select(table)))


def write(audit: OneAudit | Over, work: Callable[[Any], Any]) -> Any:
    with audit.database.write() as session:
        return work(session)


def chains_hold(audit: OneAudit | Over) -> bool:
    with audit.database.read() as session:
        log, _ = prove_audit_log(session, TENANT)
        return not log.broken and not prove_histories(session, TENANT).broken


def left(audit: OneAudit | Over, made: Any) -> set[str]:
    with audit.database.read() as session:
        findings = Findings.read(erasure(session, TENANT, made).findings)
    return {f"{one.table}.{one.column}" for one in findings.remains}


def of_staff(audit: OneAudit | Over, person: str) -> Subject:
    with audit.database.read() as session:
        return member_of_staff(session, TENANT, person)

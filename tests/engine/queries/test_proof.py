"""Whoever changes the account of what happened behind the program is found out, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, text, update

from engine.commands.verify import begin_verification
from engine.errors import AlreadyDone
from engine.history import append_audit_log
from engine.queries.proof import CHANGED, CUT, OTHER, prove_audit_log, prove_histories
from engine.queries.verifications import verifications
from engine.tables import AuditLog, History, ProcessInstance
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import NOON, World

WORK = diagram("work", start(), user("do"), end(), chain("begin", "do", "done"))


@pytest.fixture
def told(world: Callable[..., World]) -> World:
    """Three instances with a history each, and four lines in the audit log."""
    made = world()
    made.deploy(bundle(WORK))
    for number in range(3):
        made.start("work", f"A-{number}")
        with made.database.write() as session:
            append_audit_log(session, "main", at=NOON, by="ada", action="look", about=f"{number}")
    return made


@pytest.fixture
def world(sqlite) -> Callable[..., World]:
    return lambda *handlers: World(sqlite, *handlers)


def broken(told: World) -> list[tuple[str | None, int, str]]:
    with told.database.read() as session:
        log, _ = prove_audit_log(session, "main")
        stories = prove_histories(session, "main")
    return [(one.business_key, one.line, one.sentence) for one in (*log.broken, *stories.broken)]


def change(told: World, statement) -> None:
    with told.database.write() as session:
        session.execute(statement)


def test_untouched_accounts_hold_and_are_counted(told: World) -> None:
    assert broken(told) == []
    with told.database.read() as session:
        log, head = prove_audit_log(session, "main")
        stories = prove_histories(session, "main")
    assert (log.lines, head.line) == (4, 4)
    assert stories.instances == 3
    assert stories.lines >= 3


def test_a_changed_line_is_found(told: World) -> None:
    change(told, update(AuditLog).where(AuditLog.seq == 2).values(by="mallory"))
    assert broken(told) == [(None, 2, CHANGED)]


def test_a_line_that_was_taken_out_is_found(told: World) -> None:
    change(told, delete(AuditLog).where(AuditLog.seq == 3))
    assert broken(told) == [(None, 3, CHANGED)]


def test_an_end_that_was_cut_off_is_found_by_the_end_that_was_kept(told: World) -> None:
    with told.database.read() as session:
        _, kept = prove_audit_log(session, "main")
    change(told, delete(AuditLog).where(AuditLog.seq == 4))
    assert broken(told) == [], "nothing inside the log can say so"
    with told.database.read() as session:
        log, _ = prove_audit_log(session, "main", kept)
    assert [(one.line, one.sentence) for one in log.broken] == [(4, CUT)]


def test_a_log_that_goes_on_still_has_the_end_that_was_kept(told: World) -> None:
    with told.database.read() as session:
        _, kept = prove_audit_log(session, "main")
    with told.database.write() as session:
        append_audit_log(session, "main", at=NOON, by="ada", action="look", about="more")
    with told.database.read() as session:
        log, _ = prove_audit_log(session, "main", kept)
    assert log.broken == ()


def test_a_history_that_was_changed_cut_off_or_written_anew_is_found(told: World) -> None:
    with told.database.read() as session:
        first, second, third = session.query(ProcessInstance).order_by(ProcessInstance.business_key)
    change(told, update(History).where(History.instance_id == first.id).values(by="mallory"))
    change(told, delete(History).where(History.instance_id == second.id))
    change(told, text("UPDATE process_instance SET history_digest = 'x' WHERE business_key='A-2'"))
    assert sorted(broken(told)) == [
        ("A-0", 1, CHANGED),
        ("A-1", 1, CUT),
        ("A-2", third.history_seq, OTHER),
    ]


def test_the_worker_looks_at_all_of_it_and_one_look_at_a_time(told: World) -> None:
    begin_verification(told.engine.context, by="ada")
    with pytest.raises(AlreadyDone):
        begin_verification(told.engine.context, by="ben")
    told.work()
    with told.database.read() as session:
        [found] = verifications(session, "main")
    assert (found.instances, found.broken) == (3, [])
    assert found.ended_at == NOON
    assert found.head.startswith("5:"), "the look itself is noted"

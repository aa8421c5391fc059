"""Incidents are looked after by cause: assigned, noted about, closed when nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from engine import tables
from engine.acting import Act
from engine.batches import by_cause
from engine.commands.care.verdict import judge
from engine.database import Database
from engine.errors import AlreadyDone, MailRefused, NotFound, OperationRefused
from engine.mailing import Letter, Origin, queue_mail
from engine.queries.causes import NOBODY, CauseFilters, care_of, cause_of, causes, notes_of
from tests.diagrams import bundle, chain, diagram, end, script, start, user
from tests.engine.commands.test_together import at_once
from tests.world import World

SUM = diagram(
    "sum",
    start(),
    script("add", "{ total: given + 1 }"),
    script("double", "{ twice: given * 2 }"),
    user("read", assignee='"maya"'),
    end(),
    chain("begin", "add", "done"),
    chain("begin", "double", "done"),
    chain("begin", "read", "done"),
)


@pytest.fixture
def told(database: Database) -> Iterator[World]:
    """A world on each kind of database, where sums lack a number."""
    made = World(database)
    made.deploy(bundle(SUM))
    yield made
    made.sound()


def held_at(told: World, element: str) -> list[tables.Incident]:
    return told.rows(tables.Incident, element_id=element, state="open")


def test_causes_are_counted_and_found_page_after_page(told: World) -> None:
    first = told.clock.now()
    told.start("sum", "S-1")
    told.clock.move_to(first.replace(hour=15))
    told.start("sum", "S-2")
    skipped = held_at(told, "double")[0]
    by_hand = told.engine.operating(by="admin", reason="It is not needed")
    by_hand.skip(skipped.instance_id, skipped.task_id, {})
    with told.database.read() as db:
        page = causes(db, "main", CauseFilters(), size=1)
        rest = causes(db, "main", CauseFilters(), page.after, size=1)
        over = causes(db, "main", CauseFilters(resolved=True)).rows
        assert causes(db, "main", CauseFilters(process="other")).rows == []
    [most], [least] = page.rows, rest.rows
    assert (most.element_id, most.number, most.instances) == ("add", 2, 2)
    assert (most.first, most.last) == (first, told.clock.now())
    assert (least.element_id, least.number, rest.after) == ("double", 1, None)
    assert [(row.element_id, row.number) for row in over] == [("double", 1)]


def test_a_cause_is_assigned_and_the_second_of_two_is_told(told: World) -> None:
    told.start("sum", "S-1")
    cause = held_at(told, "add")[0].cause
    told.engine.caring(by="noor").assign(cause, "maya", seen="")
    with pytest.raises(AlreadyDone) as faster:
        told.engine.caring(by="omar").assign(cause, "omar", seen="")
    assert faster.value.by == "noor"
    with told.database.read() as db:
        assert [row.cause for row in causes(db, "main", CauseFilters(person="maya")).rows] == [
            cause
        ]
        assert len(causes(db, "main", CauseFilters(person=NOBODY)).rows) == 1
    told.engine.caring(by="omar").assign(cause, None, seen="maya")
    with told.database.read() as db:
        assert care_of(db, "main", cause) is None
    lines = told.rows(tables.AuditLog, action="incident.assign")
    assert [(line.by, line.detail["person"]) for line in lines] == [
        ("noor", "maya"),
        ("omar", None),
    ]
    with pytest.raises(NotFound):
        told.engine.caring(by="omar").assign("0" * 16, "omar")


def test_notes_are_kept_with_who_and_when(told: World) -> None:
    told.start("sum", "S-1")
    cause = held_at(told, "add")[0].cause
    told.engine.caring(by="noor").note(cause, "  The register sends no number  ")
    for wrong in ("  ", "x" * 2_001):
        with pytest.raises(OperationRefused):
            told.engine.caring(by="noor").note(cause, wrong)
    with told.database.read() as db:
        [kept] = notes_of(db, "main", cause)
    assert (kept.words, kept.by, kept.at) == (
        "The register sends no number",
        "noor",
        told.clock.now(),
    )
    [line] = told.rows(tables.AuditLog, action="incident.note")
    assert (line.about, "number" in str(line.detail)) == (cause, False)


def test_what_holds_up_an_open_instance_is_not_closed_by_hand(told: World) -> None:
    instance = told.start("sum", "S-1")
    [held] = held_at(told, "add")
    with pytest.raises(OperationRefused, match="Try again, go on without the step, move it"):
        told.engine.caring(by="admin").resolve(held.id, reason="Away with it")
    with pytest.raises(OperationRefused, match="no reason"):
        told.engine.caring(by="admin").resolve(held.id, reason=" ")
    assert told.row(tables.Incident, id=held.id).state == "open"
    told.engine.cancel(instance, by="admin", reason="Not needed")
    with pytest.raises(AlreadyDone):
        told.engine.caring(by="admin").resolve(held.id, reason="Away with it")
    with told.database.read() as db:
        assert cause_of(db, "main", held.cause).number == 1


def refused_letter(told: World, instance: UUID | None) -> tables.Incident:
    """A letter that the mail server will not take; its incident."""

    def refuse(letter: object) -> str:
        raise MailRefused("550 no such person")

    told.post.says = refuse
    letter = Letter("notice", "maya", "maya@example.org", "A", "B", "Next", "one")
    with told.database.write() as db:
        queue_mail(db, Origin("main", instance, "S-1", "example.org"), letter, told.clock.now())
    told.work()
    return told.row(tables.Incident, kind="mail")


def test_a_letter_that_was_told_otherwise_is_closed_and_can_still_be_sent(told: World) -> None:
    instance = told.start("sum", "S-1", given=1)
    held = refused_letter(told, instance)
    with told.database.read() as db:
        assert any(
            "not tried again" in one for one in judge(told.engine.context, db, held).sentences
        )
    told.engine.caring(by="admin").resolve(held.id, reason="She was told by telephone")
    closed = told.row(tables.Incident, id=held.id)
    assert (closed.state, closed.resolved_by) == ("resolved", "admin")
    assert told.row(tables.Job, id=held.job_id).state == "cancelled"
    assert told.told(instance)[-1] == ("resolved", None, "admin")
    letter = told.row(tables.Mail)
    told.post.says = lambda mail: "250 accepted"
    seen = f"refused.cancelled.1.{int(told.row(tables.Job, id=held.job_id).due_at.timestamp())}"
    told.engine.queueing(by="admin", reason="A new address").resend(letter.id, seen=seen)
    told.work()
    assert told.row(tables.Mail).state == "sent"


def test_of_administrators_at_once_one_is_first_and_the_others_are_told(told: World) -> None:
    for number in range(3):
        told.start("sum", f"S-{number}")
    cause, admins = held_at(told, "add")[0].cause, ["maya", "noor", "omar", "asha"]
    with told.database.read() as db:
        found = by_cause(db, "main", cause)
    retry = Act("retry", given={"given": 1})
    batch = told.engine.batches.look(retry, found, by="maya", selection="one cause")
    told.work()

    def takes(who: str) -> Callable[[], object]:
        return lambda: told.engine.caring(by=who).assign(cause, who, seen="")

    def begins(who: str) -> Callable[[], object]:
        return lambda: told.engine.batches.begin(batch, by=who, reason="It was put right")

    for acts in (takes, begins):
        assert at_once([acts(who) for who in admins]) == {"NoneType": 1, "AlreadyDone": 3}
    told.work()
    assert {row.state for row in told.rows(tables.BatchItem)} == {"done"}
    letter = refused_letter(told, None).id
    tries = [lambda: told.engine.retry(letter, by="maya", reason="It is put right")] * 4
    assert at_once(tries) == {"bool": 1, "AlreadyDone": 3}
    [care] = told.rows(tables.IncidentCare)
    [line] = told.rows(tables.AuditLog, action="incident.assign")
    assert (care.person, care.by) == (line.by, line.detail["person"])

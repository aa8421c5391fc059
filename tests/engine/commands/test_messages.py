"""Messages: to those who wait, to those that begin with them, and to those not there yet."""

from __future__ import annotations

from collections.abc import Callable

from engine import tables
from tests.diagrams import bundle, catch, chain, diagram, end, start, throw, user
from tests.world import World

WAITS = diagram(
    "waits",
    start(),
    catch("reply", "reply", "case"),
    user("read", assignee='"maya"', context="{ age: reply.age }"),
    end(),
    chain("begin", "reply", "read", "done"),
    messages=("reply",),
)
SENDS = diagram(
    "sends",
    start(),
    throw("answer", "reply", "case", '{ age: 7, on: date("2026-12-03") }'),
    end(),
    chain("begin", "answer", "done"),
    messages=("reply",),
)
BEGINS = diagram(
    "begins",
    '<startEvent id="asked"><messageEventDefinition messageRef="m_question"/></startEvent>',
    user("think", assignee='"maya"', context="{ about: about }"),
    end(),
    chain("asked", "think", "done"),
    messages=("question",),
)


def test_a_message_reaches_the_instance_with_its_key(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(WAITS))
    one = told.start("waits", case="A-1")
    told.start("waits", case="A-2")
    assert told.engine.correlate("reply", "A-1", {"age": 7}, by="owner") == [one]
    assert told.task("read").details["context"] == {"age": 7}
    assert [row.key for row in told.rows(tables.MessageSubscription)] == ["A-2"]
    assert told.engine.correlate("reply", "A-1", {"age": 8}, by="owner") == []


def test_a_message_begins_a_process_under_its_key(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(BEGINS))
    [id] = told.engine.correlate("question", "A-9", {"about": "age"}, by="owner")
    row = told.row(tables.ProcessInstance, id=id)
    assert (row.business_key, row.started_by) == ("A-9", "owner")
    assert told.task("think").details["context"] == {"about": "age"}


def test_a_thrown_message_waits_for_the_one_who_shall_take_it(
    world: Callable[..., World],
) -> None:
    told = world()
    told.deploy(bundle(WAITS, SENDS))
    sender = told.start("sends", case="A-1")
    assert told.status(sender) == "completed"
    told.work()
    assert "Nobody waits" in told.row(tables.Job).last_error
    told.start("waits", case="A-1")
    told.later(minutes=2)
    assert told.task("read").details["context"] == {"age": 7}
    assert told.row(tables.Job).state == "done"


def test_a_message_nobody_ever_takes_is_seen_by_a_person(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(WAITS, SENDS))
    told.start("sends", case="A-1")
    for _ in range(8):
        told.later(days=2)
    incident = told.row(tables.Incident)
    assert (incident.kind, incident.state) == ("message", "open")


def test_a_message_is_sent_once_however_often_the_instance_moves_on(
    world: Callable[..., World],
) -> None:
    busy = diagram(
        "busy",
        start(),
        throw("answer", "reply", '"A-1"', "{ age: 7 }"),
        user("one", assignee='"maya"'),
        user("two", assignee='"maya"'),
        end(),
        chain("begin", "answer", "one", "two", "done"),
        messages=("reply",),
    )
    told = world()
    told.deploy(bundle(busy))
    told.start("busy")
    told.submit("one")
    assert len(told.rows(tables.Job, kind="message")) == 1


def test_several_messages_start_one_process_each_at_its_own_event(
    world: Callable[..., World],
) -> None:
    starts = [
        f'<startEvent id="{name}ed"><messageEventDefinition messageRef="m_{name}"/></startEvent>'
        for name in ("ask", "tell")
    ]
    both = diagram(
        "both",
        *starts,
        user("think", assignee='"maya"'),
        user("listen", assignee='"maya"'),
        end(),
        chain("asked", "think", "done"),
        chain("telled", "listen", "done"),
        messages=("ask", "tell"),
    )
    told = world()
    told.deploy(bundle(both))
    told.engine.correlate("tell", "", {}, by="owner")
    assert [row.element_id for row in told.open()] == ["listen"]
    assert told.row(tables.ProcessInstance).business_key is None
    told.engine.correlate("ask", "A-1", {}, by="owner")
    assert told.task("think").business_key == "A-1"

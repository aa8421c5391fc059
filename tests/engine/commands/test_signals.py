"""Signals between instances: heard by all who wait, once each, after the thrower's commit."""

from __future__ import annotations

from collections.abc import Callable

from engine import tables
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import World

HEARD = '<signalEventDefinition signalRef="g_alarm"/>'
SIGNAL = '<signal id="g_alarm" name="alarm"/>'


def signalled(text: str) -> str:
    """The diagram with the signal declared at its top."""
    return text.replace("<process ", f"{SIGNAL}<process ", 1)


HEARS = signalled(
    diagram(
        "hears",
        start(),
        f'<intermediateCatchEvent id="hear">{HEARD}</intermediateCatchEvent>',
        user("leave", assignee='"maya"'),
        end(),
        chain("begin", "hear", "leave", "done"),
    )
)
RINGS = signalled(
    diagram(
        "rings",
        start(),
        f'<intermediateThrowEvent id="ring">{HEARD}</intermediateThrowEvent>',
        f'<intermediateCatchEvent id="hear">{HEARD}</intermediateCatchEvent>',
        end(),
        chain("begin", "ring", "hear", "done"),
    )
)
BEGINS = signalled(
    diagram(
        "begins",
        start(),
        f'<startEvent id="called">{HEARD}</startEvent>',
        user("by_hand", assignee='"maya"'),
        user("come", assignee='"maya"', context="{ storey: storey }"),
        end(),
        chain("begin", "by_hand", "done"),
        chain("called", "come", "done"),
    )
)


def test_every_instance_that_waits_hears_a_signal_and_nobody_need_wait(
    world: Callable[..., World],
) -> None:
    told = world()
    told.deploy(bundle(HEARS))
    both = {told.start("hears"), told.start("hears")}
    assert {row.signal for row in told.rows(tables.SignalSubscription)} == {"alarm"}
    assert set(told.engine.signal("alarm", {}, by="owner")) == both
    assert [row.element_id for row in told.open()] == ["leave", "leave"]
    assert told.rows(tables.SignalSubscription) == []
    assert told.engine.signal("alarm", {}, by="owner") == []


def test_a_signal_starts_a_process_at_its_start_event(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(BEGINS))
    told.start("begins")
    [id] = told.engine.signal("alarm", {"storey": 3}, by="owner")
    assert told.task("come").details["context"] == {"storey": 3}
    assert told.row(tables.ProcessInstance, id=id).started_by == "owner"
    assert told.task("by_hand").instance_id != id


def test_a_thrown_signal_goes_to_all_others_and_not_back_to_the_thrower(
    world: Callable[..., World],
) -> None:
    told = world()
    told.deploy(bundle(HEARS, RINGS, BEGINS.replace("context=", "unused=")))
    waiting = told.start("hears")
    ringing = told.start("rings")
    told.work()
    assert told.status(ringing) == "active"
    assert told.task("leave").instance_id == waiting
    assert told.rows(tables.Job, state="ready") == []


def test_a_second_throw_is_heard_by_the_first_thrower(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(RINGS))
    first = told.start("rings")
    told.work()
    second = told.start("rings")
    told.work()
    assert (told.status(first), told.status(second)) == ("completed", "active")


def test_an_instance_that_only_waits_for_a_condition_is_seen_by_a_person(
    world: Callable[..., World],
) -> None:
    waits = diagram(
        "waits",
        start(),
        user("one", assignee='"maya"'),
        '<intermediateCatchEvent id="never"><conditionalEventDefinition>'
        "<condition>n = 1</condition></conditionalEventDefinition></intermediateCatchEvent>",
        end(),
        chain("begin", "one", "never", "done"),
    )
    told = world()
    told.deploy(bundle(waits))
    told.start("waits", n=0)
    assert told.rows(tables.Incident) == []
    told.submit("one")
    incident = told.row(tables.Incident)
    assert (incident.kind, incident.element_id) == ("stalled", "never")

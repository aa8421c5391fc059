"""Instances that set each other off for ever: held back as incidents, while others go on.

Four hundred is what may follow here of itself, and twenty what a way to another instance takes.
"""

from __future__ import annotations

from engine import cascade, tables
from tests.diagrams import boundary, bundle, catch, chain, diagram, end, start, throw, user
from tests.world import World

MOST_OTHERS = 400 // cascade.ELSEWHERE
SOUND = '<signal id="g" name="echo"/>'
HEARD = '<signalEventDefinition signalRef="g"/>'
WOKEN = '<startEvent id="woken"><messageEventDefinition messageRef="m_wake"/></startEvent>'


def signalled(text: str) -> str:
    return text.replace("<process ", f"{SOUND}<process ", 1)


def waking(*throws: str) -> str:
    """A process that a message starts and that throws it again, at each of these places."""
    thrown = "".join(throw(id, "wake", '"k"') for id in throws)
    return diagram(
        "waking", start(), WOKEN, thrown, end(), chain("begin", throws[0]),
        chain("woken", *throws, "done"), messages=("wake",),
    )  # fmt: skip


INNOCENT = diagram(
    "innocent", start(), user("read", assignee='"maya"'), end(),
    boundary("late", "read", "PT30S", ends=False), end("reminded"),
    chain("begin", "read", "done"), chain("late", "reminded"),
)  # fmt: skip


def held(told: World) -> list[tables.Incident]:
    """The open incidents, all of one kind."""
    rows = told.rows(tables.Incident, state="open")
    assert {(row.kind, row.sentence) for row in rows} <= {("budget", cascade.SENTENCE)}
    return rows


def test_a_process_whose_message_starts_it_again_is_held_back(told: World) -> None:
    told.deploy(bundle(waking("again")))
    told.start("waking")
    told.work()
    assert len(held(told)) == 1
    assert len(told.rows(tables.ProcessInstance)) == MOST_OTHERS + 1
    [last] = told.rows(tables.Job, state="incident")
    assert ("incident", None, "system") in told.told(last.instance_id)


def test_a_process_that_starts_itself_twice_makes_no_more_than_one_that_does_once(
    told: World,
) -> None:
    """Given a number that doubles with each generation, then it is shared out among them."""
    told.deploy(bundle(waking("once", "twice")))
    told.start("waking")
    told.work()
    assert held(told)
    assert len(told.rows(tables.ProcessInstance)) <= MOST_OTHERS


def test_others_go_on_while_a_process_multiplies(told: World) -> None:
    told.deploy(bundle(waking("once", "twice"), INNOCENT))
    innocent = told.start("innocent")
    told.start("waking")
    told.later(minutes=1)
    assert ("completed", "reminded", "system") in told.told(innocent)
    assert held(told)
    told.submit("read")
    assert told.status(innocent) == "completed"


def test_a_person_who_tries_again_gives_it_its_full_allowance(told: World) -> None:
    told.deploy(bundle(waking("again")))
    told.start("waking")
    told.work()
    [incident] = held(told)
    told.engine.retry(incident.id, by="admin", reason="It is nearly done")
    told.work()
    assert len(held(told)) == 1
    assert len(told.rows(tables.ProcessInstance)) == 2 * MOST_OTHERS + 2


def test_two_instances_that_answer_each_other_for_ever_are_held_back(told: World) -> None:
    def player(key: str, hears: str, says: str, *, begins: bool) -> str:
        first = "say" if begins else "hear"
        return diagram(
            key, start(), '<exclusiveGateway id="m"/>', throw("say", says, '"k"'),
            catch("hear", hears, '"k"'), chain("begin", "m", first),
            chain("say", "hear", "say") if begins else chain("hear", "say", "hear"),
            messages=(hears, says),
        )  # fmt: skip

    told.deploy(bundle(player("first", "pong", "ping", begins=True),
                       player("second", "ping", "pong", begins=False)))  # fmt: skip
    told.start("second")
    told.start("first")
    told.work()
    assert len(held(told)) == 1
    assert len(told.rows(tables.ProcessInstance, status="active")) == 2


def test_signals_that_are_answered_with_signals_are_held_back(told: World) -> None:
    """Given five instances that answer every signal with it, then they do not go on for ever."""
    echo = f'<intermediateThrowEvent id="say">{HEARD}</intermediateThrowEvent>'
    hear = f'<intermediateCatchEvent id="hear">{HEARD}</intermediateCatchEvent>'
    answers = diagram("echo", start(), hear, echo, chain("begin", "hear", "say", "hear"))
    told.deploy(bundle(signalled(answers)))
    for _ in range(5):
        told.start("echo")
    told.engine.signal("echo", {}, by="owner")
    told.work()
    assert held(told)
    assert len(told.rows(tables.Job, state="done")) < 500


def test_a_timer_that_is_due_at_once_again_and_again_is_held_back(told: World) -> None:
    now = "<timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition>"
    spin = f'<intermediateCatchEvent id="spin">{now}</intermediateCatchEvent>'
    told.deploy(bundle(diagram("spins", start(), spin, chain("begin", "spin", "spin"))))
    wild = told.start("spins")
    told.work()
    [incident] = held(told)
    assert (incident.instance_id, incident.element_id) == (wild, "spin")
    assert told.status(wild) == "active"


def test_a_timer_of_a_minute_may_go_on_for_ever(told: World) -> None:
    minute = "<timerEventDefinition><timeDuration>PT1M</timeDuration></timerEventDefinition>"
    tick = f'<intermediateCatchEvent id="tick">{minute}</intermediateCatchEvent>'
    say = throw("say", "tock", '"k"')
    told.deploy(
        bundle(diagram("clock", start(), tick, say, chain("begin", "tick", "say", "tick"),
                       messages=("tock",)))
    )  # fmt: skip
    clock = told.start("clock")
    for _ in range(60):
        told.later(minutes=1)
    assert held(told) == []
    assert told.status(clock) == "active"

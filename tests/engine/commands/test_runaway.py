"""A process that never comes to rest holds up nobody else, and nothing sent to it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine import tables
from engine.errors import PlumblineError
from engine.spiff import BudgetExceeded, budgets
from tests.diagrams import bundle, catch, chain, diagram, end, script, start
from tests.world import World

SPIN = (
    '<exclusiveGateway id="again"/><exclusiveGateway id="enough" default="enough__again"/>'
    + script("spin", "{ turns: turns + 1 }")
    + chain("again", "spin", "enough", "again")
    + '<sequenceFlow id="out" sourceRef="enough" targetRef="done">'
    "<conditionExpression>turns &lt; 0 or stops</conditionExpression></sequenceFlow>"
)


def runaway(key: str, first: str, id: str, *, heads: str = "", **more: Any) -> str:
    """Waits for something, then goes round for ever, unless the variable `stops` is true."""
    begin = "" if "startEvent" in first else start() + chain("begin", id)
    drawn = diagram(key, begin, first, SPIN, end(), chain(id, "again"), **more)
    return drawn.replace("<process", heads + "<process", 1)


SIGNAL = '<signal id="sg" name="alarm"/>'
ALARM = '<signalEventDefinition signalRef="sg"/>'
WAITS = runaway("waits", catch("reply", "reply", '"k"'), "reply", messages=("reply",))
HEARS = runaway(
    "hears",
    f'<intermediateCatchEvent id="hear">{ALARM}</intermediateCatchEvent>',
    "hear",
    heads=SIGNAL,
)
BEGINS = runaway(
    "begins",
    '<startEvent id="asked"><messageEventDefinition messageRef="m_question"/></startEvent>',
    "asked",
    messages=("question",),
)
OFFERS = runaway(
    "offers",
    catch("go", "go", '"k"').replace(
        "</spiffworkflow:properties>",
        '<spiffworkflow:property name="offer" value="Go on"/>'
        '<spiffworkflow:property name="offeredTo" value="&quot;omar&quot;"/>'
        "</spiffworkflow:properties>",
    ),
    "go",
    messages=("go",),
)


@pytest.fixture
def told(world: Callable[..., World]) -> World:
    made = world()
    made.deploy(bundle(WAITS, HEARS, BEGINS, OFFERS))
    return made


def incident(told: World) -> Any:
    row = told.row(tables.Incident, state="open")
    assert row.kind == "budget"
    assert "spin" in row.sentence
    return row


def test_a_message_to_one_that_runs_away_reaches_the_others(told: World) -> None:
    wild = told.start("waits", turns=0, stops=False)
    tame = told.start("waits", turns=0, stops=True)
    taken = told.engine.correlate("reply", "k", {}, by="owner")
    assert sorted(taken) == sorted([wild, tame])
    assert (told.status(wild), told.status(tame)) == ("active", "completed")
    assert incident(told).instance_id == wild
    assert ("incident", None, "system") in told.told(wild)


def test_a_retry_brings_the_message_that_was_held_back_to_that_instance_alone(
    told: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wild = told.start("waits", turns=-300, stops=False)
    monkeypatch.setattr(budgets, "MOST_STEPS", 2)
    told.engine.correlate("reply", "k", {}, by="owner")
    other = told.start("waits", turns=-300, stops=True)
    monkeypatch.setattr(budgets, "MOST_STEPS", 500)
    told.engine.retry(incident(told).id, by="admin", reason="Put right")
    told.work()
    assert (told.status(wild), told.status(other)) == ("completed", "active")
    assert told.rows(tables.Incident, state="open") == []


def test_a_message_that_begins_one_that_runs_away_is_an_incident(told: World) -> None:
    assert told.engine.correlate("question", "k", {"turns": 0, "stops": False}, by="owner") == []
    assert incident(told).instance_id is None
    assert told.rows(tables.ProcessInstance) == []
    job = told.row(tables.Job, state="incident")
    assert (job.kind, job.payload["process_key"]) == ("start", "begins")


def test_a_signal_to_one_that_runs_away_reaches_the_others(told: World) -> None:
    wild = told.start("hears", turns=0, stops=False)
    tame = told.start("hears", turns=0, stops=True)
    told.engine.signal("alarm", {}, by="owner")
    assert (told.status(wild), told.status(tame)) == ("active", "completed")
    assert incident(told).instance_id == wild


def test_an_answered_offer_keeps_its_answers_until_a_retry(
    told: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wild = told.start("offers", turns=-300, stops=False)
    monkeypatch.setattr(budgets, "MOST_STEPS", 2)
    row = told.row(tables.Offer)
    done = told.engine.answer_offer(row.id, {}, by="omar", seen=0)
    assert done.incident
    assert told.row(tables.Submission).id == done.submission_id
    found = incident(told)
    assert (found.instance_id, found.element_id) == (wild, "go")
    monkeypatch.setattr(budgets, "MOST_STEPS", 500)
    assert told.engine.retry(found.id, by="admin", reason="Put right")
    assert told.status(wild) == "completed"


def test_a_start_that_never_rests_is_refused_with_the_loop(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(diagram("spins", start(), SPIN, end(), chain("begin", "again"))))
    with pytest.raises(BudgetExceeded, match="spin"):
        told.start("spins", turns=0, stops=False)
    assert told.rows(tables.ProcessInstance) == []


def test_more_variables_than_may_be_kept_are_refused_by_name(told: World) -> None:
    with pytest.raises(PlumblineError, match=r"more than 2 MB.*words"):
        told.start("waits", turns=0, stops=True, words="x" * 2_500_000)


def test_a_timer_that_sets_off_a_loop_is_an_incident(world: Callable[..., World]) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    catcher = f'<intermediateCatchEvent id="later">{timer}</intermediateCatchEvent>'
    told = world()
    told.deploy(bundle(runaway("timed", catcher, "later")))
    wild = told.start("timed", turns=0, stops=False)
    told.later(hours=2)
    assert incident(told).instance_id == wild
    assert told.status(wild) == "active"

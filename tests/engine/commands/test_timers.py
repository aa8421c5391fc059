"""Timers as jobs: due, missed, cancelled, and again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from engine import tables
from engine.registry import handler
from engine.services import Services
from tests.diagrams import boundary, bundle, chain, diagram, end, service, start, user
from tests.world import NOON, World

REMINDED = diagram(
    "reminded",
    start(),
    user("write", assignee='"maya"'),
    boundary(
        "remind",
        "write",
        'at_time(working_days_from(issued_on, 10 * (fired + 1)), "09:00")',
        kind="timeCycle",
        ends=False,
    ),
    service("nudge", "letters.nudge"),
    end(),
    end("nudged"),
    chain("begin", "write", "done"),
    chain("remind", "nudge", "nudged"),
)


def reminded(world: Callable[..., World]) -> tuple[World, list[str]]:
    sent: list[str] = []

    @handler("letters.nudge", outputs=())
    def nudge(services: Services) -> None:
        """Remind."""
        sent.append(services.now.date().isoformat())

    told = world(nudge)
    told.deploy(bundle(REMINDED))
    told.start("reminded", issued_on=NOON.date())
    return told, sent


def test_a_reminder_comes_every_ten_working_days_and_the_user_task_stays(
    world: Callable[..., World],
) -> None:
    told, sent = reminded(world)
    row = told.task("write")
    job = told.row(tables.Job)
    assert job.due_at.isoformat() == "2026-12-15T09:00:00+00:00"
    assert job.rule is not None
    assert "working_days_from" in job.rule
    for _ in range(35):
        told.later(days=1)
    assert sent == ["2026-12-15", "2026-12-31"]
    assert told.task("write").id == row.id
    told.submit("write")
    assert {job.state for job in told.rows(tables.Job)} == {"done", "cancelled"}
    assert told.later(days=60) == 0


def test_after_an_outage_there_is_one_reminder_and_not_a_burst(
    world: Callable[..., World],
) -> None:
    told, sent = reminded(world)
    told.later(days=90)
    assert len(sent) == 1
    assert told.row(tables.Job, state="ready").due_at > told.clock.now()


def test_a_timer_that_is_not_due_any_more_is_looked_at_again(
    world: Callable[..., World],
) -> None:
    told, sent = reminded(world)
    told.clock.move_to(NOON + timedelta(days=20))
    [claimed] = told.engine.claim_due("engine", 5)
    told.clock.move_to(NOON)
    assert told.engine.run_claimed(claimed) is None
    assert sent == []
    told.later(days=20)
    assert len(sent) == 1


def test_a_weeks_backlog_is_done_in_due_order(world: Callable[..., World]) -> None:
    pauses = diagram(
        "pauses",
        start(),
        '<intermediateCatchEvent id="pause"><timerEventDefinition>'
        "<timeDate>when</timeDate></timerEventDefinition></intermediateCatchEvent>",
        end(),
        chain("begin", "pause", "done"),
    )
    told = world()
    told.deploy(bundle(pauses))
    for day in (5, 1, 4, 2, 3):
        told.start("pauses", str(day), when=NOON + timedelta(days=day))
    told.clock.move_to(NOON + timedelta(days=7))
    claimed = told.engine.claim_due("engine", 10)
    for one in claimed:
        told.clock.move_to(told.clock.now() + timedelta(seconds=1))
        told.engine.run_claimed(one)
    ended = sorted(told.rows(tables.ProcessInstance), key=lambda row: row.ended_at)
    assert [row.business_key for row in ended] == ["1", "2", "3", "4", "5"]


def test_a_timer_whose_lease_ran_out_fires_once(world: Callable[..., World]) -> None:
    told, sent = reminded(world)
    told.clock.move_to(NOON + timedelta(days=15))
    [first] = told.engine.claim_due("engine", 1)
    told.clock.move_to(told.clock.now() + timedelta(hours=1))
    assert told.engine.sweep() == 1
    [second] = told.engine.claim_due("engine", 1)
    assert (second.id, second.details) == (first.id, first.details)
    told.engine.run_claimed(second)
    told.engine.run_claimed(first)
    assert len(sent) == 1
    assert told.row(tables.Job, id=first.id).state == "done"

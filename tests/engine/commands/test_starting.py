"""Starting: by hand, by a job a handler asks for, and by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engine import tables
from engine.errors import BundleRefused
from engine.expressions import UnsafeValue
from engine.registry import handler
from engine.services import Services
from engine.spiff import BudgetExceeded
from tests.diagrams import bundle, chain, diagram, end, script, service, start, user
from tests.world import World


def clockwork(timer: str, name: str = "write") -> str:
    begin = (
        f'<startEvent id="begin"><timerEventDefinition>{timer}</timerEventDefinition></startEvent>'
    )
    return diagram(
        "clockwork",
        begin,
        user(name, assignee='"maya"'),
        end(),
        chain("begin", name, "done"),
    )


def test_a_process_begins_by_the_clock_again_and_again(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(clockwork("<timeCycle>R/P1D</timeCycle>")))
    assert told.open() == []
    told.later(days=1)
    told.later(days=1)
    assert len(told.open()) == 2
    told.later(days=10)
    assert len(told.open()) == 3
    told.later(days=1)
    assert len(told.open()) == 4


def test_each_timer_starts_the_process_at_its_own_event(world: Callable[..., World]) -> None:
    begin = (
        '<startEvent id="{0}"><timerEventDefinition><timeDuration>{1}</timeDuration>'
        "</timerEventDefinition></startEvent>"
    )
    told = world()
    twice = diagram(
        "twice",
        begin.format("early", "PT1H"),
        begin.format("late", "P1D"),
        user("sort", assignee='"maya"'),
        user("file", assignee='"maya"'),
        end(),
        chain("early", "sort", "done"),
        chain("late", "file", "done"),
    )
    told.deploy(bundle(twice))
    told.later(hours=1)
    assert [row.element_id for row in told.open()] == ["sort"]
    told.later(days=1)
    assert sorted(row.element_id for row in told.open()) == ["file", "sort"]


def test_another_version_takes_over_the_clock(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(clockwork("<timeCycle>R/P1D</timeCycle>")))
    told.deploy(bundle(clockwork("<timeCycle>R/P1D</timeCycle>", "rewrite")))
    told.later(days=1)
    assert [row.element_id for row in told.open()] == ["rewrite"]


def test_a_start_that_cannot_be_worked_out_is_refused(world: Callable[..., World]) -> None:
    told = world()
    with pytest.raises(BundleRefused):
        told.deploy(bundle(clockwork("<timeDate>nonsense + 1</timeDate>")))
    assert told.rows(tables.Deployment) == []


def test_what_a_handler_asks_for_begins_once_after_commit(world: Callable[..., World]) -> None:
    @handler("children.begin", outputs=())
    def begin(services: Services) -> None:
        """Ask twice for the same."""
        for _ in range(2):
            services.queue_start(
                "child",
                business_key="A-1",
                variables={"issued_on": services.now.date()},
                dedupe_key="december:A-1",
            )

    told = world(begin)
    child = diagram(
        "child",
        start(),
        user("write", assignee='"maya"', due="issued_on"),
        end(),
        chain("begin", "write", "done"),
    )
    parent = diagram(
        "parent", start(), service("all", "children.begin"), end(), chain("begin", "all", "done")
    )
    told.deploy(bundle(child, parent))
    told.start("parent")
    told.work()
    row = told.task("write")
    assert row.business_key == "A-1"
    assert row.due_at is not None
    assert row.due_at - told.clock.now() < timedelta(days=1)


def test_variables_that_could_spoil_the_state_are_refused(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(clockwork("<timeCycle>R/P1D</timeCycle>")))
    with pytest.raises(UnsafeValue):
        told.start("clockwork", typename="x", nested={"typename": "x"})


def test_a_start_that_never_comes_to_rest_leaves_nothing(world: Callable[..., World]) -> None:
    spin = diagram(
        "spin",
        start(),
        '<exclusiveGateway id="again"/><exclusiveGateway id="enough" default="enough__again"/>',
        script("turn", "{ turns: turns + 1 }"),
        end(),
        chain("begin", "again", "turn", "enough", "again"),
        '<sequenceFlow id="out" sourceRef="enough" targetRef="done">'
        "<conditionExpression>turns &lt; 0</conditionExpression></sequenceFlow>",
    )
    told = world()
    told.deploy(bundle(spin))
    with pytest.raises(BudgetExceeded, match="turn"):
        told.start("spin", turns=0)
    assert told.rows(tables.ProcessInstance) == []

"""Carrying instances over: plans, drafts, ids and dates; and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from engine import tables
from engine.effects import MigrationPlan
from engine.errors import PlanRefused
from tests.diagrams import boundary, bundle, chain, diagram, end, script, start, user
from tests.world import World

BY: Any = {"by": "admin", "reason": "The policy has changed"}
WRITE = user("write", assignee='"maya"')


def plain(*more: str, flows: str, write: str = WRITE) -> str:
    return diagram("letter", start(), write, end(), *more, flows)


FIRST = plain(
    boundary("late", "write", "P10D", ends=False),
    end("reminded"),
    flows=chain("begin", "write", "done") + chain("late", "reminded"),
)


@pytest.fixture
def told(sqlite: Any) -> World:
    return World(sqlite)


@pytest.fixture
def begun(told: World) -> UUID:
    told.deploy(bundle(FIRST))
    instance = told.start("letter", "B-1")
    told.engine.save_draft(told.task("write").id, {"text": "Dear"}, {}, by="maya")
    return instance


def planned(told: World, text: str, **names: str) -> MigrationPlan:
    deployment = told.engine.deploy(bundle(text), by="owner")
    return told.engine.plan_migration(deployment.id, names=names)


def test_drafts_ids_and_dates_are_kept_and_the_new_step_is_done(told: World, begun: UUID) -> None:
    before, timer = told.task("write"), told.row(tables.Job, kind="timer", state="ready")
    plan = planned(
        told,
        plain(
            boundary("late", "write", "P5D", ends=False),
            end("reminded"),
            user("check", assignee='"noor"'),
            flows=chain("begin", "write", "check", "done") + chain("late", "reminded"),
        ),
    )
    assert [one.carries_on for one in plan.instances] == [True]
    told.engine.operating(**BY).migrate(plan)
    after = told.task("write")
    assert after.id == before.id
    assert after.deployment_id == plan.deployment_id
    assert told.row(tables.Draft).answers == {"text": "Dear"}
    assert told.row(tables.Job, kind="timer", state="ready").due_at == timer.due_at
    told.submit("write", text="Dear reader")
    assert told.task("check").assignee == "noor"
    told.submit("check", by="noor")
    assert told.status(begun) == "completed"


def test_a_reminder_that_is_new_begins_to_run(told: World, begun: UUID) -> None:
    plan = planned(
        told,
        plain(
            boundary("late", "write", "P10D", ends=False),
            boundary("very_late", "write", "P20D"),
            end("reminded"),
            end("stopped"),
            flows=chain("begin", "write", "done")
            + chain("late", "reminded")
            + chain("very_late", "stopped"),
        ),
    )
    told.engine.operating(**BY).migrate(plan)
    assert len(told.rows(tables.Job, kind="timer", state="ready")) == 2
    told.later(days=21)
    assert told.status(begun) == "completed"


def test_a_reminder_that_has_gone_is_said_and_dropped(told: World, begun: UUID) -> None:
    plan = planned(told, plain(flows=chain("begin", "write", "done")))
    assert plan.instances[0].notes == ("“late” is no longer waited for.",)
    told.engine.operating(**BY).migrate(plan)
    assert told.rows(tables.Job, kind="timer", state="ready") == []


def test_a_renamed_element_is_found_by_its_new_name(told: World, begun: UUID) -> None:
    renamed = FIRST.replace("write", "compose")
    assert not planned(told, renamed).instances[0].carries_on
    plan = planned(told, renamed, write="compose")
    before = told.task("write").id
    told.engine.operating(**BY).migrate(plan)
    assert told.task("compose").id == before
    told.submit("compose", text="Dear reader")
    assert told.status(begun) == "completed"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("write", "compose"), "which is not in the new version"),
        (lambda text: text.replace("userTask", "manualTask"), "another kind of element"),
        (lambda text: text.replace('"letter"', '"note"'), "is not in the new version"),
        (
            lambda text: text.replace('cancelActivity="false"', 'cancelActivity="true"'),
            "repeats or waits in another way",
        ),
    ],
)
def test_what_cannot_be_carried_over_says_why(
    told: World, begun: UUID, change: Callable[[str], str], words: str
) -> None:
    deployment = told.engine.deploy(bundle(change(FIRST)), by="owner")
    plan = told.engine.plan_migration(deployment.id, instances=[begun])
    [one] = plan.instances
    assert words in " ".join(one.obstacles)
    with pytest.raises(PlanRefused, match="Nothing was carried over"):
        told.engine.operating(**BY).migrate(plan)


def test_a_plan_is_kept_whole_or_not_at_all(told: World, begun: UUID) -> None:
    second = told.start("letter", "B-2")
    plan = planned(told, plain(flows=chain("begin", "write", "done")))
    rows = told.open()
    moved = next(row for row in rows if row.instance_id == second)
    told.engine.complete(moved.id, {}, by="maya", seen=moved.version)
    with pytest.raises(PlanRefused) as refused:
        told.engine.operating(**BY).migrate(plan)
    assert list(refused.value.reasons) == [str(second)]
    assert told.row(tables.ProcessInstance, id=begun).deployment_id != plan.deployment_id
    rest = tuple(one for one in plan.instances if one.instance_id == begun)
    told.engine.operating(**BY).migrate(replace(plan, instances=rest))
    assert told.row(tables.ProcessInstance, id=begun).deployment_id == plan.deployment_id


def test_a_dry_run_carries_nothing_over_and_an_undo_carries_back(told: World, begun: UUID) -> None:
    plan = planned(told, plain(flows=chain("begin", "write", "done")))
    before = told.row(tables.ProcessInstance).deployment_id
    [would] = told.engine.operating(**BY, dry_run=True).migrate(plan)
    assert "The timer at “late” is dropped." in [one.sentence for one in would.consequences]
    assert told.row(tables.ProcessInstance).deployment_id == before
    told.engine.operating(**BY).migrate(plan)
    told.engine.operating(**BY).undo(begun)
    assert told.row(tables.ProcessInstance).deployment_id == before
    assert told.task("write").deployment_id == before
    assert len(told.rows(tables.Job, kind="timer", state="ready")) == 1


def test_a_mistake_in_the_diagram_is_cured_by_the_next_version(told: World) -> None:
    broken = diagram(
        "sum", start(), script("add", "{ total: missing + 1 }"), end(),
        chain("begin", "add", "done"),
    )  # fmt: skip
    told.deploy(bundle(broken))
    instance = told.start("sum")
    incident = told.row(tables.Incident, state="open")
    plan = planned(told, broken.replace("missing + 1", "1 + 1"))
    told.engine.operating(**BY).migrate(plan)
    assert told.engine.retry(incident.id, by="admin", reason="Corrected")
    assert told.status(instance) == "completed"


def test_a_step_that_was_added_behind_it_is_named(told: World, begun: UUID) -> None:
    plan = planned(
        told,
        plain(
            user("plan", assignee='"noor"'),
            flows=chain("begin", "plan", "write", "done"),
        ),
    )
    assert "The new step “Plan” lies behind it and will not be done." in plan.instances[0].notes


def test_an_event_sub_process_goes_on_listening(told: World) -> None:
    listening = (
        '<subProcess id="chase" triggeredByEvent="true"><startEvent id="idle">'
        "<timerEventDefinition><timeDuration>P9D</timeDuration></timerEventDefinition></startEvent>"
        f"{user('phone')}{chain('idle', 'phone')}</subProcess>"
    )
    flows = chain("begin", "write", "done")
    told.deploy(bundle(plain(listening, flows=flows)))
    told.start("letter", "B-2")
    timer = told.row(tables.Job, kind="timer", state="ready")
    plan = planned(told, plain(listening.replace("chase", "ring"), flows=flows), chase="ring")
    assert plan.instances[0].notes == ()
    told.engine.operating(**BY).migrate(plan)
    after = told.row(tables.Job, kind="timer", state="ready")
    assert (after.task_id, after.due_at) == (timer.task_id, timer.due_at)


def test_an_undo_gives_a_renamed_element_its_former_name(told: World, begun: UUID) -> None:
    renamed = FIRST.replace('"write"', '"draft"').replace('"late"', '"remind"')
    plan = planned(told, renamed, write="draft", late="remind")
    told.engine.operating(**BY).migrate(plan)
    assert told.row(tables.Job, kind="timer", state="ready").element_id == "remind"
    assert [task.element_id for task in told.open()] == ["draft"]
    told.engine.operating(**BY).undo(begun)
    assert told.row(tables.Job, kind="timer", state="ready").element_id == "late"
    assert [task.element_id for task in told.open()] == ["write"]

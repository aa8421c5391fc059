"""Running instances that are carried over to a version: a job each, and nobody left in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.bundle import Bundle
from engine.releases import Progress, ReleaseRefused, Roll
from engine.tables import Incident, ProcessInstance
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.engine.releases.studio import Studio
from tests.world import NOON

BY_WRITING = ("begin", "write", "sign", "done")
BY_PHONE = ("begin", "write", "phone", "done")


def letters(*way: str) -> Bundle:
    """A process whose second step is another one."""
    steps = [user(step, assignee='"maya"') for step in way[1:-1]]
    return bundle(diagram("letter", start(), *steps, end(), chain(*way)), key="letters")


@pytest.fixture
def begun(told: Studio) -> Studio:
    """Twenty letters are being written."""
    told.deploy(letters(*BY_WRITING))
    for number in range(20):
        told.start("letter", f"L-{number}")
    return told


def test_twenty_are_carried_over_and_the_one_that_moved_is_an_incident(begun: Studio) -> None:
    ids = [row.id for row in begun.rows(ProcessInstance)]
    change = begun.approved(letters(*BY_PHONE))
    made = begun.releases.deploy(change, by="ann", note="By phone", carry=ids)
    assert begun.releases.progress(made.id) == Progress(20, 0, 0)
    moved = next(row for row in begun.open() if row.instance_id == ids[7])
    begun.engine.complete(moved.id, {}, by="maya", seen=moved.version)
    begun.work()
    assert begun.releases.progress(made.id) == Progress(20, 19, 1)
    on = {row.id: row.deployment_id for row in begun.rows(ProcessInstance)}
    assert {id for id, deployment in on.items() if deployment != made.id} == {ids[7]}
    incident = begun.row(Incident, state="open")
    assert (incident.instance_id, incident.kind) == (ids[7], "carry")
    assert "has moved on since" in incident.sentence
    assert "sign" in [row.element_id for row in begun.open()]
    assert ("operation", None, "ann") in begun.told(ids[0])


def test_a_server_that_was_restarted_goes_on_where_it_was(begun: Studio) -> None:
    ids = [row.id for row in begun.rows(ProcessInstance)]
    change = begun.approved(letters(*BY_PHONE))
    made = begun.releases.deploy(change, by="ann", note="By phone", carry=ids)
    for claimed in begun.engine.claim_due("engine", 5)[:3]:
        begun.engine.run_claimed(claimed)
    assert begun.releases.progress(made.id) == Progress(20, 3, 0)
    assert begun.engine.void_leases() == 2
    begun.work()
    assert begun.releases.progress(made.id) == Progress(20, 20, 0)
    begun.releases.carry(made.id, ids, by="ann", note="Once more")
    assert begun.work() == 0


def test_they_wait_for_the_instant_too_and_those_that_ended_need_nothing(begun: Studio) -> None:
    ids = [row.id for row in begun.rows(ProcessInstance)][:2]
    change = begun.approved(letters(*BY_PHONE))
    roll = Roll("from", NOON + timedelta(days=2))
    made = begun.releases.deploy(change, by="ann", note="", roll=roll, carry=ids)
    begun.work()
    assert begun.releases.progress(made.id).waiting == 2
    begun.engine.cancel(ids[0], by="admin", reason="Not needed")
    begun.later(days=2)
    assert begun.releases.progress(made.id) == Progress(2, 2, 0)
    on = {row.id for row in begun.rows(ProcessInstance, deployment_id=made.id)}
    assert on == {ids[1]}


def test_nobody_is_carried_over_to_a_version_on_trial(begun: Studio) -> None:
    ids = [row.id for row in begun.rows(ProcessInstance)][:2]
    change = begun.approved(letters(*BY_PHONE))
    roll = Roll("groups", groups=("north",))
    with pytest.raises(ReleaseRefused, match="first"):
        begun.releases.deploy(change, by="ann", note="", roll=roll, carry=ids)


def test_what_waits_is_called_off_when_the_rollout_is_stopped_or_gone_back_on(
    begun: Studio,
) -> None:
    ids = [row.id for row in begun.rows(ProcessInstance)][:2]
    change = begun.approved(letters(*BY_PHONE))
    roll = Roll("from", NOON + timedelta(days=2))
    made = begun.releases.deploy(change, by="ann", note="", roll=roll, carry=ids)
    release = begun.releases.version("letters", made.version).release_id
    assert release is not None
    begun.releases.stop(release, by="ben", note="Not yet")
    again = begun.releases.deploy(
        begun.approved(letters("begin", "write", "call", "done")), by="ann", note="", carry=ids
    )
    begun.releases.go_back("letters", 2, by="ben", note="Nobody answers")
    begun.later(days=3)
    assert begun.releases.progress(made.id) == begun.releases.progress(again.id) == Progress()
    assert {row.deployment_id for row in begun.rows(ProcessInstance)}.isdisjoint(
        {made.id, again.id}
    )

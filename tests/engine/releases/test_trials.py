"""A version that some groups have first: what begins with it, and how the two compare."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from engine import queries, tables
from engine.bundle import Bundle
from engine.tables import ProcessInstance
from tests.diagrams import bundle, chain, diagram, end, start, throw, user
from tests.engine.releases.rolling import NORTH, deployed, opened_by
from tests.engine.releases.studio import ROLLOUT, Studio, letter
from tests.world import NOON


def with_rollout(*drawn: str) -> Bundle:
    files = dict(bundle(*drawn, key="letters").files)
    files["bundle.toml"] += ROLLOUT.encode()
    return Bundle(files)


def test_some_groups_have_it_first(told: Studio) -> None:
    release = deployed(told, letter("check"), NORTH)
    assert opened_by(told, town="north") == "check"
    assert opened_by(told, town="south") == "write"
    assert opened_by(told) == "write"
    told.releases.to_more(release, ["south"], by="ben")
    assert opened_by(told, town="south") == "check"
    told.releases.to_everybody(release, by="ben")
    assert opened_by(told) == "check"
    assert told.releases.version("letters", 2).in_force
    assert told.actions()[-3:] == ["release.more", "release.everybody", "deploy"]


def test_a_process_the_new_version_has_not_any_more_begins_where_it_has_not_come(
    told: Studio,
) -> None:
    told.deploy(letter("write", key="letter"))
    other = letter("write", key="note")
    deployed(told, other, NORTH)
    assert opened_by(told, town="south") == "write"
    with pytest.raises(Exception, match="No process letter is deployed"):
        told.start("letter", town="north")
    told.start("note", town="north")


def test_what_an_instance_begins_is_of_its_group(told: Studio) -> None:
    def answered(step: str) -> Bundle:
        begin = '<startEvent id="begin"><messageEventDefinition messageRef="m_asked"/></startEvent>'
        asks = throw("ask", "asked", '"k"', "{reason: 1}")
        return with_rollout(
            diagram(
                "letter", start(), asks, user("write", assignee='"maya"'), end(),
                chain("begin", "ask", "write", "done"), messages=("asked",),
            ),
            diagram(
                "answer", begin, user(step, assignee='"noor"'), end(),
                chain("begin", step, "done"), messages=("asked",),
            ),
        )  # fmt: skip

    told.deploy(answered("reply"))
    deployed(told, answered("reply_sooner"), NORTH)
    for town in ("north", "south"):
        told.start("letter", town=town)
        told.work()
    with told.database.read() as session:
        query = select(ProcessInstance.cohort, ProcessInstance.deployment_id).where(
            ProcessInstance.process_key == "answer"
        )
        begun = {cohort: id for cohort, id in session.execute(query)}
    assert begun["north"] != begun["south"]
    steps = {row.element_id for row in told.open()} - {"write"}
    assert steps == {"reply", "reply_sooner"}


def test_a_message_begins_the_version_of_its_group(told: Studio) -> None:
    def asked(step: str) -> Bundle:
        begin = '<startEvent id="begin"><messageEventDefinition messageRef="m_asked"/></startEvent>'
        drawn = diagram(
            "letter", begin, user(step, assignee='"maya"'), end(), chain("begin", step, "done"),
            messages=("asked",),
        )  # fmt: skip
        return with_rollout(drawn)

    told.deploy(asked("write"))
    deployed(told, asked("check"), NORTH)
    for town in ("north", "south"):
        told.engine.correlate("asked", town, {"town": town}, by="owner")
    assert {row.business_key: row.element_id for row in told.open()} == {
        "north": "check",
        "south": "write",
    }


def test_people_are_offered_the_version_of_the_group_they_belong_to(told: Studio) -> None:
    def wished(step: str) -> Bundle:
        offered = '<spiffworkflow:property name="offer" value="Wish for a book"/>'
        offered += '<spiffworkflow:property name="offeredToGroup" value="managers"/>'
        extended = f"<spiffworkflow:properties>{offered}</spiffworkflow:properties>"
        begin = (
            f'<startEvent id="begin"><extensionElements>{extended}</extensionElements>'
            '<messageEventDefinition messageRef="m_wished"/></startEvent>'
        )
        drawn = diagram(
            "wish", begin, user(step, assignee='"maya"'), end(), chain("begin", step, "done"),
            messages=("wished",),
        )  # fmt: skip
        files = dict(bundle(drawn, key="letters").files)
        files["bundle.toml"] += ROLLOUT.encode()
        return Bundle(files)

    told.deploy(wished("write"))
    deployed(told, wished("check"), NORTH)
    for person in ("maya", "noor"):
        with told.database.read() as session:
            takes = told.engine.takes_for(session, person)
            [offer] = queries.offered_starts(session, "main", person, {"managers"}, takes)
        sent = {"deployment_id": offer.deployment_id, "submission": uuid4()}
        told.engine.answer_start("wish", {}, by=person, **sent)
    assert {row.started_by: row.deployment_id for row in told.rows(ProcessInstance)} == {
        "maya": told.row(tables.Deployment, version=3).id,
        "noor": told.row(tables.Deployment, version=2).id,
    }


def test_a_trial_is_held_beside_the_version_in_force(told: Studio) -> None:
    for _ in range(3):
        told.start("letter", town="north")
    release = deployed(told, letter("check"), NORTH)
    told.start("letter", town="north")
    told.start("letter", town="south")
    told.clock.move_to(NOON + timedelta(days=2))
    for row in told.open():
        told.engine.complete(row.id, {}, by="maya", seen=row.version)
    [one] = told.releases.compare(release)
    assert (one.old.started, one.old.concluded, one.new.started) == (3, 3, 1)
    assert one.old.outcomes == {"done": 3}
    assert one.new.days == 2.0
    assert not one.enough
    told.start("letter", town="north")
    told.submit("check")
    [one] = told.releases.compare(release)
    assert one.enough
    assert {row.cohort for row in told.rows(ProcessInstance)} == {"north", "south"}

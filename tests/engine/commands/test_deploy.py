"""Deploying: one digest is one deployment, and instances stay with theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import queries, tables
from engine.errors import BundleRefused, NotFound
from engine.model import Finding
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import World


def line(name: str, key: str = "line") -> str:
    return diagram(key, start(), user(name, assignee='"maya"'), end(), chain("begin", name, "done"))


def test_one_digest_is_one_deployment(world: Callable[..., World]) -> None:
    told = world()
    first = told.engine.deploy(bundle(line("old")), by="owner", note="First")
    again = told.engine.deploy(bundle(line("old")), by="owner")
    second = told.engine.deploy(bundle(line("new")), by="owner")
    assert (first.version, first.new) == (1, True)
    assert (again.id, again.new) == (first.id, False)
    assert second.version == 2
    told.start("line")
    assert told.task("new")


def test_an_instance_stays_with_its_deployment(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(line("old")))
    told.start("line")
    told.deploy(bundle(line("new")))
    assert told.submit("old").instance_status == "completed"


def test_deploying_an_older_bundle_again_makes_it_the_active_one(
    world: Callable[..., World],
) -> None:
    told = world()
    told.deploy(bundle(line("old")))
    told.deploy(bundle(line("new")))
    told.deploy(bundle(line("old")))
    told.start("line")
    assert told.task("old")
    with told.database.read() as session:
        [active] = queries.active_deployments(session, "main")
        log = queries.audit_log(session, "main")
    assert active.version == 1
    assert [entry.action for entry in log.rows] == ["deploy"] * 3


def test_a_bundle_with_errors_is_refused_and_not_kept(world: Callable[..., World]) -> None:
    told = world()
    with pytest.raises(BundleRefused) as refused:
        told.deploy(bundle("<definitions"))
    assert refused.value.findings[0].file == "diagram_0.bpmn"
    assert told.rows(tables.Deployment) == []


def test_the_checks_are_asked_first(world: Callable[..., World]) -> None:
    told = world()
    found = Finding("error", "a.bpmn", "ask", "Nobody is asked.", "Name an assignee.")
    advice = Finding("advice", "a.bpmn", "ask", "It has no name.", "Name it.")
    object.__setattr__(told.engine.context, "check", lambda bundle, registry: [advice, found])
    with pytest.raises(BundleRefused) as refused:
        told.deploy(bundle(line("old")))
    assert refused.value.findings == [found]


def test_a_process_id_belongs_to_one_bundle(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(line("old")))
    with pytest.raises(BundleRefused, match="has a process line already"):
        told.deploy(bundle(line("other"), key="another"))


def test_what_is_not_deployed_cannot_be_started(world: Callable[..., World]) -> None:
    with pytest.raises(NotFound, match="No process line is deployed"):
        world().start("line")

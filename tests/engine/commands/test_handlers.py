"""Handlers inside the step: their work and the step are one, and a failure leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from engine import tables
from engine.errors import HandlerFailed
from engine.registry import handler
from engine.services import Services
from tests.diagrams import bundle, chain, diagram, end, service, start, user
from tests.world import NOON, World

BOTH = diagram(
    "both",
    start(),
    user("ask", assignee='"maya"', results="{ from: submission }"),
    service("keep", "records.keep", "kept", submission="from"),
    user("next", assignee='"maya"'),
    end(),
    chain("begin", "ask", "keep", "next", "done"),
)


def keeper(fail: list[Exception], seen: list[Services]) -> Any:
    """A handler that writes a document, and fails as long as `fail` holds something."""

    @handler("records.keep", outputs=("words",))
    def keep(services: Services, *, submission: str) -> dict[str, object]:
        """Keep the words."""
        seen.append(services)
        services.store_document("words.txt", "text/plain", b"words")
        if fail:
            raise fail.pop(0)
        with services.transaction() as session:
            session.execute(text("SELECT 1"))
        return {"words": services.submission(submission).answers["words"]}

    return keep


def begun(world: Callable[..., World], fail: list[Exception], seen: list[Services]) -> World:
    told = world(keeper(fail, seen))
    told.deploy(bundle(BOTH))
    told.start("both", "A-1")
    return told


def test_a_handler_works_in_the_steps_own_transaction(world: Callable[..., World]) -> None:
    seen: list[Services] = []
    told = begun(world, [], seen)
    told.submit("ask", words="short")
    [services] = seen
    assert told.task("next")
    assert told.row(tables.Document).name == "words.txt"
    assert (services.business_key, services.now, services.tenant) == ("A-1", NOON, "main")
    assert services.evaluate("n + 1", {"n": 1}) == 2
    assert services.activity.key == f"keep:{services.activity.task_id}"


def test_a_failing_handler_leaves_nothing_but_an_incident_at_its_activity(
    world: Callable[..., World],
) -> None:
    seen: list[Services] = []
    told = begun(world, [HandlerFailed("The record is locked."), ValueError("secret")], seen)
    done = told.submit("ask", words="short")
    assert done.incident
    incident = told.row(tables.Incident)
    assert (incident.element_id, incident.kind) == ("keep", "handler")
    assert incident.sentence == "The record is locked."
    assert told.rows(tables.Document) == []
    assert told.row(tables.Submission).id == done.submission_id

    assert not told.engine.retry(incident.id, by="admin", reason="Unlocked")
    assert told.row(tables.Incident).sentence == "records.keep failed with ValueError."
    assert told.engine.retry(incident.id, by="admin", reason="Mended")
    assert told.task("next")
    assert (told.row(tables.Incident).state, told.row(tables.Incident).occurrences) == (
        "resolved",
        2,
    )
    assert len({services.activity.key for services in seen}) == 1


def test_a_handler_that_breaks_the_database_does_not_break_the_step(
    world: Callable[..., World],
) -> None:
    @handler("records.keep", outputs=("words",))
    def careless(services: Services, *, submission: str) -> None:
        """Insert the same row twice."""
        row = {"tenant_id": "main", "digest": "d", "content": b""}
        first = tables.DocumentContent(**row)
        services.session.add(first)
        services.session.flush()
        services.session.expunge(first)
        services.session.add(tables.DocumentContent(**row))

    told = world(careless)
    told.deploy(bundle(BOTH))
    told.start("both")
    told.submit("ask", words="short")
    assert told.row(tables.Incident).sentence == "records.keep failed with IntegrityError."
    assert told.rows(tables.DocumentContent) == []


def test_outputs_nobody_declared_are_an_incident(world: Callable[..., World]) -> None:
    @handler("records.keep", outputs=("words",))
    def chatty(services: Services, *, submission: str) -> dict[str, object]:
        """Say too much."""
        return {"words": "w", "more": 1}

    told = world(chatty)
    told.deploy(bundle(BOTH))
    told.start("both")
    told.submit("ask", words="short")
    assert told.row(tables.Incident).sentence == ("records.keep returned more, not declared by it.")

"""What one submission costs the database: statements are counted, not seconds."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event

from engine.database import Database
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import World

STEPS = diagram(
    "steps",
    start(),
    user("first", assignee='"maya"', results="{ sum: answers.n + 1 }"),
    user("second", assignee='"maya"'),
    end(),
    chain("begin", "first", "second", "done"),
)


def test_a_submission_costs_at_most_12_statements_and_one_commit(
    world: Callable[..., World],
    database: Database,
    count_statements: Callable[[Database], list[str]],
) -> None:
    told = world()
    told.deploy(bundle(STEPS))
    told.start("steps")
    told.start("steps")
    row, other = told.open()
    told.engine.complete(row.id, {"n": 1}, by="maya", seen=row.version)
    commits: list[int] = []
    event.listen(database.engine, "commit", lambda _connection: commits.append(1))
    sent = count_statements(database)
    told.engine.complete(other.id, {"n": 1}, by="maya", seen=other.version)
    assert len(sent) <= 12, sent
    assert len(commits) == 1

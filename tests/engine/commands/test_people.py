"""Taking a user task from the group, putting it back, and writing a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import queries, tables
from engine.drafting import Words, keep_words
from engine.errors import AlreadyDone, NotAllowed, NotFound
from engine.expressions import UnsafeValue
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import NOON, World

ONE = diagram(
    "one", start(), user("check", candidateGroup="managers"), end(), chain("begin", "check", "done")
)


@pytest.fixture
def one(world: Callable[..., World]) -> World:
    made = world()
    made.deploy(bundle(ONE))
    made.start("one")
    return made


def test_who_claims_first_has_it_until_it_is_put_back(one: World) -> None:
    row = one.task("check")
    one.engine.claim(row.id, by="maya")
    one.engine.claim(row.id, by="maya")
    with pytest.raises(NotAllowed, match="Somebody else has taken this"):
        one.engine.claim(row.id, by="noor")
    with pytest.raises(NotAllowed):
        one.engine.unclaim(row.id, by="noor")
    one.engine.unclaim(row.id, by="maya")
    one.engine.claim(row.id, by="noor")
    assert one.task("check").assignee == "noor"
    instance = one.task("check").instance_id
    kinds = [(kind, by) for kind, _, by in one.told(instance) if "claimed" in kind]
    assert kinds == [("claimed", "maya"), ("unclaimed", "maya"), ("claimed", "noor")]


def test_nobody_outside_the_group_can_take_it(one: World) -> None:
    with pytest.raises(NotAllowed):
        one.engine.claim(one.task("check").id, by="omar")


def test_a_user_task_that_is_not_there_is_not_found(one: World) -> None:
    with pytest.raises(NotFound):
        one.engine.claim(one.task("check").instance_id, by="maya")


def test_what_was_given_by_name_cannot_be_put_back(world: Callable[..., World]) -> None:
    named = diagram(
        "named", start(), user("ask", assignee='"maya"'), end(), chain("begin", "ask", "done")
    )
    told = world()
    told.deploy(bundle(named))
    told.start("named")
    with pytest.raises(NotAllowed, match="by name"):
        told.engine.unclaim(told.task("ask").id, by="maya")


def test_a_draft_is_written_over_and_survives_until_the_submission(one: World) -> None:
    row = one.task("check")
    one.engine.save_draft(row.id, {"s1": {"a": "first"}}, {}, by="maya")
    assert one.engine.save_draft(row.id, {"s1": {"a": "second"}}, {"s1": "x"}, by="maya") == NOON
    one.engine.save_draft(row.id, {"s1": {"a": "another's"}}, {}, by="noor")
    with one.database.read() as session:
        kept = queries.draft(session, "main", row.id, "maya")
    assert kept is not None
    assert (kept.answers, kept.marks) == (
        {"s1": {"a": "second"}},
        {"s1": "x"},
    )
    assert one.task("check").version == row.version
    one.submit("check", by="maya")
    assert [draft.person for draft in one.rows(tables.Draft)] == ["noor"]


def test_words_that_come_after_the_end_are_kept_all_the_same(one: World) -> None:
    row = one.task("check")
    one.submit("check", by="maya")
    with pytest.raises(AlreadyDone):
        one.engine.save_draft(row.id, {"a": "late"}, {}, by="noor")
    assert one.row(tables.Draft).answers == {"a": "late"}


def test_a_draft_that_could_spoil_the_state_is_refused(one: World) -> None:
    with pytest.raises(UnsafeValue):
        one.engine.save_draft(one.task("check").id, {"typename": "x"}, {}, by="maya")


def test_a_user_task_that_starts_from_earlier_answers_has_them_until_there_is_a_draft(
    world: Callable[..., World],
) -> None:
    twice = diagram(
        "twice",
        start(),
        user("guess", assignee='"maya"', results="{first: submission}"),
        user("decide", assignee='"maya"', startsFrom="first"),
        end(),
        chain("begin", "guess", "decide", "done"),
    )
    told = world()
    told.deploy(bundle(twice))
    told.start("twice")
    told.engine.complete(told.task("guess").id, {"colour": "red"}, by="maya", seen=1)
    row = told.task("decide")

    def more(draft: tables.Draft | None) -> Words:
        assert draft is not None
        return {**draft.answers, "size": "small"}, {}

    keep_words(told.engine.context, row.id, "maya", more)
    with told.database.read() as session:
        kept = queries.draft(session, "main", row.id, "maya")
        first = queries.submission(session, "main", row.details["starts_from"])
    assert kept is not None
    assert kept.answers == {"colour": "red", "size": "small"}
    assert first.answers == {"colour": "red"}, "what was said first stays as it was said"

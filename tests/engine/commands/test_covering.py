"""Standing in for somebody: their user tasks and offers, and who did what for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import queries, tables
from engine.covering import Covering
from engine.errors import NotAllowed
from engine.queries import InboxFilters
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.engine.commands.test_offers import DIAGRAM, FORM
from tests.world import World

NAMED = diagram(
    "one", start(), user("check", assignee='"omar"'), end(), chain("begin", "check", "done")
)


@pytest.fixture
def one(world: Callable[..., World]) -> World:
    """Something is with Omar, whom Zoe covers."""
    made = world()
    made.deploy(bundle(NAMED))
    made.start("one")
    made.covering["zoe"] = Covering(frozenset(["omar"]))
    return made


def names(one: World, person: str, **filters: str) -> list[str]:
    with one.database.read() as session:
        chosen = InboxFilters(**filters)  # type: ignore[arg-type]
        covering = one.covering.get(person, Covering())
        page = queries.inbox(session, "main", person, [], chosen, covering=covering)
        assert page.total == len(page.rows)
        return [row.element_id for row in page.rows]


def test_who_covers_sees_it_and_so_does_the_person(one: World) -> None:
    assert names(one, "zoe") == names(one, "omar") == ["check"]
    assert names(one, "zoe", view="covered") == ["check"]
    assert names(one, "zoe", view="mine") == names(one, "maya") == []


def test_the_history_says_who_did_it_for_whom(one: World) -> None:
    instance = one.task("check").instance_id
    one.submit("check", by="zoe")
    with one.database.read() as session:
        told = queries.history(session, "main", instance)
        assert queries.verify_history(session, "main", instance) is None
    assert [line.by for line in told if line.detail.get("for") == "omar"] == ["zoe"]
    assert one.row(tables.UserTask).completed_by == "zoe"


def test_nobody_covers_where_they_have_a_part_of_their_own(one: World) -> None:
    one.covering["zoe"] = Covering(frozenset(["omar"]), frozenset([one.task("check").instance_id]))
    assert names(one, "zoe") == []
    with pytest.raises(NotAllowed):
        one.submit("check", by="zoe")
    assert names(one, "omar") == ["check"]


def test_when_the_days_are_over_it_is_the_persons_alone(one: World) -> None:
    del one.covering["zoe"]
    with pytest.raises(NotAllowed):
        one.submit("check", by="zoe")
    one.submit("check", by="omar")
    with one.database.read() as session:
        [instance] = [row.id for row in session.query(tables.ProcessInstance)]
        assert not [x for x in queries.history(session, "main", instance) if "for" in x.detail]


def test_what_was_begun_is_gone_on_with_and_the_first_words_stay(one: World) -> None:
    task = one.task("check").id
    one.engine.save_section(task, "s1", {"a": "Omar's words"}, None, by="omar")
    one.engine.save_section(task, "s2", {"b": "Zoe's words"}, None, by="zoe")
    with one.database.read() as session:
        by_zoe = queries.draft(session, "main", task, "zoe")
        by_omar = queries.draft(session, "main", task, "omar")
    assert by_zoe is not None
    assert by_zoe.answers == {"s1": {"a": "Omar's words"}, "s2": {"b": "Zoe's words"}}
    assert by_omar is not None
    assert by_omar.answers == {"s1": {"a": "Omar's words"}}


def test_an_offer_to_somebody_is_one_to_who_covers_them(world: Callable[..., World]) -> None:
    told = world()
    told.deploy(bundle(DIAGRAM, forms___reason__form=FORM))
    told.start("offering", business_key="A-1", case="C-1", boss="omar")
    told.covering["zoe"] = Covering(frozenset(["omar"]))
    row = told.row(tables.Offer, element_id="go_on")
    with told.database.read() as session:
        found = queries.open_offers(
            session, "main", row.instance_id, "zoe", [], told.covering["zoe"]
        )
    assert [one.label for one in found] == ["Go on"]
    told.engine.answer_offer(row.id, {"reason": "away"}, by="zoe", seen=0)
    with told.database.read() as session:
        lines = queries.history(session, "main", row.instance_id)
        assert [(x.by, x.detail["for"]) for x in lines if "for" in x.detail] == [("zoe", "omar")]

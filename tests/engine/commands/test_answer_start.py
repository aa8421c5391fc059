"""Processes that people may start: shown to whom, started once, and nothing kept of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from engine import queries, tables
from engine.errors import (
    AlreadyDone,
    AnswersRefused,
    BundleRefused,
    NotAllowed,
    NotFound,
    OutOfDate,
)
from engine.expressions import ExpressionFailed
from engine.registry import handler
from engine.services import Services
from tests.wishes import DIAGRAM, wishes
from tests.world import NOON, World


@pytest.fixture
def shop(world: Callable[..., World]) -> World:
    """Staff, managers and Zoe may wish for a book."""
    made = world()
    made.deploy(wishes())
    return made


def wish(shop: World, by: str = "omar", sent: UUID | None = None, **answers: Any) -> UUID:
    [row] = shop.rows(tables.OfferedStart)[-1:]
    return shop.engine.answer_start(
        "wishing",
        {"shelf": "9", **answers},
        by=by,
        deployment_id=row.deployment_id,
        submission=sent or uuid4(),
    )


def mine(shop: World, person: str, *groups: str) -> list[str]:
    with shop.database.read() as session:
        return [row.label for row in queries.offered_starts(session, "main", person, groups)]


def test_each_person_sees_what_they_may_start(shop: World) -> None:
    assert mine(shop, "omar", "staff") == mine(shop, "zoe") == ["Wish for a book"]
    assert mine(shop, "omar", "strangers") == []


def test_only_what_the_active_deployment_offers_is_seen(shop: World) -> None:
    shop.deploy(wishes(DIAGRAM.replace("Wish for", "Beg for")))
    assert mine(shop, "omar", "staff") == ["Beg for a book"]


def test_sending_it_starts_the_process_and_keeps_the_answers(shop: World) -> None:
    sent = uuid4()
    instance = wish(shop, sent=sent, words="About the sea")
    begun = shop.row(tables.ProcessInstance)
    assert (begun.id, begun.business_key, begun.started_by) == (instance, "W-9", "omar")
    kept = shop.row(tables.Submission)
    assert (kept.id, kept.instance_id, kept.user_task_id) == (sent, instance, None)
    assert (kept.element_id, kept.form, kept.by) == ("wished", "wish", "omar")
    assert kept.answers == {"shelf": "9", "words": "About the sea"}
    known = shop.task("buy").details["context"]
    assert known == {"shelf": "9", "by": "omar", "sent": str(sent)}


def test_the_first_step_finds_the_answers(world: Callable[..., World]) -> None:
    read: list[Any] = []

    @handler("wishes.read")
    def reading(services: Services, *, submission: str) -> None:
        read.append(services.submission(submission).answers)

    made = world(reading)
    service = (
        '<serviceTask id="buy" name="Read"><extensionElements>'
        '<spiffworkflow:serviceTaskOperator id="wishes.read"><spiffworkflow:parameters>'
        '<spiffworkflow:parameter id="submission" type="any" value="submission"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator></extensionElements>"
        "</serviceTask>"
    )
    begin, end = DIAGRAM.index("<userTask"), DIAGRAM.index("</userTask>") + len("</userTask>")
    made.deploy(wishes(DIAGRAM[:begin] + service + DIAGRAM[end:]))
    assert made.status(wish(made)) == "completed"
    assert read == [{"shelf": "9"}]


def test_sent_twice_is_started_once(shop: World) -> None:
    sent = uuid4()
    assert wish(shop, sent=sent) == wish(shop, sent=sent)
    assert len(shop.rows(tables.ProcessInstance)) == len(shop.rows(tables.Submission)) == 1


def test_other_words_are_not_taken_for_the_same(shop: World) -> None:
    sent = uuid4()
    wish(shop, sent=sent)
    with pytest.raises(AlreadyDone, match="other words"):
        wish(shop, sent=sent, words="Another one")
    with pytest.raises(AlreadyDone):
        wish(shop, by="maya", sent=sent)
    assert len(shop.rows(tables.Submission)) == 1


def test_a_page_of_an_older_version_is_refused(shop: World) -> None:
    old = shop.rows(tables.OfferedStart)[0].deployment_id
    shop.deploy(wishes(DIAGRAM.replace("Wish for", "Beg for")))
    with pytest.raises(OutOfDate, match="has changed"):
        shop.engine.answer_start(
            "wishing", {"shelf": "9"}, by="omar", deployment_id=old, submission=uuid4()
        )
    nothing_was_kept(shop)


def test_it_is_refused_to_everybody_else(shop: World) -> None:
    with pytest.raises(NotAllowed):
        wish(shop, by="stranger")
    nothing_was_kept(shop)


@pytest.mark.parametrize("wrong", [{"shelf": ""}, {"other": "x"}])
def test_the_form_is_judged_by_the_server(shop: World, wrong: dict[str, str]) -> None:
    with pytest.raises(AnswersRefused):
        wish(shop, **wrong)
    nothing_was_kept(shop)


def test_a_key_that_is_no_key_starts_nothing(shop: World) -> None:
    shop.deploy(wishes(DIAGRAM.replace("&quot;W-&quot; + answers.shelf", "true")))
    with pytest.raises(ExpressionFailed):
        wish(shop)
    nothing_was_kept(shop)


def test_what_nobody_is_offered_cannot_be_started(shop: World) -> None:
    with pytest.raises(NotFound):
        shop.engine.answer_start(
            "lending", {}, by="omar", deployment_id=uuid4(), submission=uuid4()
        )


def test_a_deployment_that_offers_it_to_no_person_is_refused(shop: World) -> None:
    with pytest.raises(BundleRefused, match="something else than people"):
        shop.deploy(wishes(DIAGRAM.replace("parameters.writers", "7")))


def nothing_was_kept(shop: World) -> None:
    assert shop.rows(tables.ProcessInstance) == []
    assert shop.rows(tables.Submission) == []


def test_words_are_kept_until_they_are_sent_and_forgotten_when_nobody_touches_them(
    shop: World,
) -> None:
    shop.engine.save_start_draft("wishing", {"shelf": "1"}, by="omar")
    shop.engine.save_start_draft("wishing", {"shelf": "2"}, by="omar")
    shop.engine.save_start_draft("wishing", {"shelf": "3"}, by="zoe")
    assert {row.person: row.words for row in shop.rows(tables.StartDraft)} == {
        "omar": {"shelf": "2"},
        "zoe": {"shelf": "3"},
    }
    wish(shop)
    assert [row.person for row in shop.rows(tables.StartDraft)] == ["zoe"]
    shop.clock.move_to(NOON + timedelta(days=31))
    shop.engine.save_start_draft("wishing", {"shelf": "4"}, by="omar")
    assert [row.person for row in shop.rows(tables.StartDraft)] == ["omar"]


def test_words_of_what_is_not_offered_are_not_kept(shop: World) -> None:
    with pytest.raises(NotAllowed):
        shop.engine.save_start_draft("wishing", {"shelf": "1"}, by="stranger")
    with pytest.raises(NotFound):
        shop.engine.save_start_draft("borrowing", {"shelf": "1"}, by="omar")
    assert shop.rows(tables.StartDraft) == []

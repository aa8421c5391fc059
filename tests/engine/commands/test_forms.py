"""Answers are judged again by the deployed form, whatever the page said."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from engine import tables
from engine.bundle import Bundle
from engine.errors import AnswersRefused
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import World

FORM = {
    "type": "default",
    "id": "opinion",
    "title": "Opinion",
    "components": [
        {
            "type": "radio",
            "key": "agreed",
            "label": "Do you agree?",
            "id": "c1",
            "values": [{"label": "Yes", "value": "yes"}, {"label": "No", "value": "no"}],
            "validate": {"required": True},
        },
        {
            "type": "textarea",
            "key": "why",
            "label": "Why not?",
            "id": "c2",
            "validate": {"required": True},
            "conditional": {"hide": '=agreed != "no"'},
        },
    ],
}
ASK = diagram(
    "ask",
    start(),
    user("say", assignee='"maya"', form="opinion", results='{ agreed: answers.agreed = "yes" }'),
    end(),
    chain("begin", "say", "done"),
)


@pytest.fixture
def asked(world: Callable[..., World]) -> World:
    made = world()
    plain = bundle(ASK)
    made.deploy(Bundle({**plain.files, "forms/opinion.form": json.dumps(FORM).encode()}))
    made.start("ask")
    return made


def test_answers_that_satisfy_the_form_are_kept(asked: World) -> None:
    asked.submit("say", agreed="no", why="It is too soon.")
    assert asked.row(tables.Submission).answers == {"agreed": "no", "why": "It is too soon."}


def test_answers_to_hidden_questions_are_dropped(asked: World) -> None:
    asked.submit("say", agreed="yes", why="left over")
    assert asked.row(tables.Submission).answers == {"agreed": "yes"}


@pytest.mark.parametrize(
    "answers",
    [{}, {"agreed": "perhaps"}, {"agreed": "no"}, {"agreed": "yes", "extra": "field"}],
    ids=["nothing", "no such option", "unexplained", "unknown field"],
)
def test_other_answers_are_refused_and_the_words_kept(
    asked: World, answers: dict[str, str]
) -> None:
    row = asked.task("say")
    with pytest.raises(AnswersRefused) as refused:
        asked.engine.complete(row.id, answers, by="maya", seen=row.version)
    assert refused.value.problems
    assert asked.row(tables.Draft).answers == answers
    assert asked.task("say").version == row.version
    asked.submit("say", agreed="yes")
    assert asked.rows(tables.Draft) == []

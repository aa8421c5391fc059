"""What an owner puts into a diagram from its outline: steps, and what follows a delay."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from engine.changes import Changes
from tests.web.studio.stepping import PATH, drawn, send, step
from web.wiring import check


@pytest.fixture
def olive(sign_in, change):
    return sign_in("olive")


@pytest.fixture
def judged(parts, monkeypatch):
    """Changes are checked as a deployment is."""
    changes = Changes(replace(parts.engine.context, check=check))
    monkeypatch.setitem(vars(parts), "changes", changes)


def test_a_new_step_is_put_in_and_what_was_written_beside_it_is_kept(
    olive, at, parts, change, judged
):
    said = {"name": "Say yes or no", "insert__name": "Ask the head", "insert__kind": "userTask"}
    added = send(olive, at, "hand_out", "insert", **said)

    assert "element=ask_the_head" in added.location
    assert 'name="Say yes or no"' in drawn(parts, change)
    told = f"{at}/findings/{PATH}?element=ask_the_head"
    assert told in olive.get(added.location).text
    assert "Nobody is asked" in olive.get(told).text
    send(olive, at, "ask_the_head", property__candidateGroup="head_of_qa")
    assert "Nobody is asked" not in olive.get(told).text


def test_steps_that_are_called_the_same_are_told_apart_by_their_numbers(olive, at, parts, change):
    text = drawn(parts, change)
    twice = '<userTask id="s1" name="Stamp"/><userTask id="s2" name="Stamp"/></bpmn:process>'
    text = text.replace("</bpmn:process>", twice.replace("<userTask", "<bpmn:userTask"))
    parts.changes.write(change, PATH, text.encode(), by="olive", seen=0)
    page = olive.get(f"{at}/outline-step/{PATH}?element=hand_out").text

    assert len(set(re.findall(r"Stamp \(step \d+\)", page))) == 2
    assert "Hand out the book</option>" in page


LATE = {
    **{"late__name": "Nobody answered", "late__text": "P5D", "late__step": "Ask the head"},
    **{"late__kind": "timeDuration", "late__what": "userTask"},
}


def test_what_happens_if_it_takes_too_long_is_added_and_taken_away(olive, at, parts, change):
    before = drawn(parts, change)
    added = send(olive, at, "hand_out", "late", **LATE)

    assert "element=ask_the_head" in added.location
    assert "The new step is there. Say what it does." in olive.get(added.location).text
    told = step(olive, at, "hand_out")
    words = "After a while: P5D; this step goes on beside it; leads to Ask the head."
    assert words in told
    assert "these go with it: “Ask the head”, “Ask the head: done”." in told
    event = re.search(r'value="away:([^"]+)"', told)[1]
    there = {"late__name": "Too late", "late__text": "P9D", "late__target": "ask_the_head"}
    assert "element=hand_out" in send(olive, at, "hand_out", "late", **there).location
    stays = send(olive, at, event, stops="yes", timer__text="P6D")
    assert stays.status_code == 303
    assert "After a while: P6D; this step is over then" in step(olive, at, "hand_out")
    assert "What it leads to stays" in step(olive, at, event)
    send(olive, at, "hand_out", "away:too_late")
    send(olive, at, event, "remove")
    assert drawn(parts, change).count("sequenceFlow ") == before.count("sequenceFlow ")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("late.name", "It has no name."), ("late.step", "The new step has no name.")],
)
def test_what_is_missing_is_said_at_its_field(olive, at, parts, change, missing, sentence):
    before = drawn(parts, change)
    refused = send(olive, at, "hand_out", "late", **LATE | {missing.replace(".", "__"): ""})

    assert refused.status_code == 422
    assert f'<a href="#{missing}">{sentence}' in refused.text
    assert f'aria-describedby="{missing}-' in refused.text
    assert "data-asked open>" in refused.text
    assert drawn(parts, change) == before


def test_times_are_worked_out_before_anything_is_saved(olive, at, parts, change):
    before = drawn(parts, change)
    said = {"late__text": "P5D", "late__name": "Late", "property__due": "nonsense("}
    tried = send(olive, at, "hand_out", "try", **said)

    assert tried.status_code == 200
    assert tried.text.count("<li>Reached ") == 3
    assert "No example can be given" in tried.text
    assert 'value="Late"' in tried.text
    assert drawn(parts, change) == before

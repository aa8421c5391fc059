"""A diagram as text: an owner changes it step by step without the canvas, and loses nothing."""

from __future__ import annotations

import re

import pytest

from tests.web.studio.stepping import PATH, drawn, fields, send, step
from web.diagrams.outline import Step
from web.studio.outline.filtering import Filter


@pytest.fixture
def olive(sign_in, change):
    return sign_in("olive")


def test_the_outline_says_the_same_as_the_drawing(olive, at):
    page = olive.get(f"{at}/outline/{PATH}").text

    assert "Hand out the book" in page
    assert page.index('id="element-asked"') < page.index('id="element-hand_out"')


def test_a_long_outline_is_filtered_and_steps_keep_their_numbers(olive, at, parts, change):
    many = "".join(f'<userTask id="s{n}" name="Stamp {n}"/>' for n in range(15))
    text = drawn(parts, change).replace("</bpmn:process>", "</process>").replace("bpmn:", "")
    text = text.replace("xmlns:bpmn=", "xmlns=").replace("</process>", f"{many}</process>")
    parts.changes.write(change, PATH, text.encode(), by="olive", seen=0)
    page = olive.get(f"{at}/outline/{PATH}").text
    assert 'aria-label="Filter the steps"' in page
    number = re.search(r'value="(\d+)">\s*<p class="pl-outline__name" id="element-s7"', page)
    assert number is not None
    assert f'-step-{number[1]}">{number[1]}. Stamp 7</a>' in page

    found = olive.get(f"{at}/outline/{PATH}?text=stamp 7").text
    assert found.count('class="pl-outline__name"') == 1
    assert f'value="{number[1]}"' in found
    assert "1 step of" in " ".join(found.split())
    assert "0 steps of" in " ".join(olive.get(f"{at}/outline/{PATH}?only=marked").text.split())
    names = ("a", "b", "c")
    steps = [Step(n, name, name, "", "", "", "", 0, ()) for n, name in enumerate(names, 1)]
    assert [one.number for one in Filter.of({"only": "marked"}).kept(steps, {"b"})] == [2]
    assert "Stamp" not in olive.get(f"{at}/outline/{PATH}?text=nothing of it").text


def test_the_page_of_the_drawing_fetches_the_steps_alone(olive, at):
    told = olive.get(f"{at}/outline/{PATH}", headers={"X-Requested-With": "fetch"}).text

    assert "<html" not in told
    assert "Hand out the book" in told


def test_saving_a_page_as_it_was_opened_changes_nothing(olive, at, parts, change):
    before = drawn(parts, change)

    assert send(olive, at, "hand_out").status_code == 303
    assert drawn(parts, change) == before


def test_a_step_is_renamed_given_to_others_and_due_sooner(olive, at, parts, change):
    said = {
        "name": "Say yes or no",
        "property__candidateGroup": "miu",
        "property__due": "working_days_from(today(), 3)",
    }
    assert send(olive, at, "hand_out", **said).status_code == 303

    text = drawn(parts, change)
    assert 'name="Say yes or no"' in text
    assert 'name="candidateGroup" value="miu"' in text
    assert 'name="due" value="working_days_from(today(), 3)"' in text


def test_a_step_is_taken_out(olive, at, parts, change):
    send(olive, at, "hand_out", "insert", insert__name="Ask", insert__kind="userTask")
    assert send(olive, at, "ask", "remove").status_code == 303
    assert 'id="ask"' not in drawn(parts, change)


def test_what_cannot_be_done_is_said_and_the_words_stay(olive, at, parts, change):
    before = drawn(parts, change)
    refused = send(olive, at, "hand_out", "insert", name="Say yes", insert__kind="userTask")

    assert refused.status_code == 422
    assert "A step without a name says nothing" in refused.text
    assert 'value="Say yes"' in refused.text
    assert drawn(parts, change) == before


def test_two_owners_work_on_two_steps_at_once(olive, sign_in, at, parts, change):
    mine = fields(step(olive, at, "hand_out")) | {"name": "Say yes or no"}
    otto = sign_in("otto")
    start = re.search(r'element=([^"]+)"', otto.get(f"{at}/outline/{PATH}").text)[1]
    assert send(otto, at, start, name="A book is wanted").status_code == 303

    sent = olive.post(f"{at}/outline-step/{PATH}?element=hand_out", data=mine | {"_action": "save"})
    assert sent.status_code == 303
    assert 'name="A book is wanted"' in drawn(parts, change)
    assert 'name="Say yes or no"' in drawn(parts, change)


def test_two_owners_at_the_same_step_the_second_is_told_and_keeps_the_words(
    olive, sign_in, at, parts, change
):
    mine = fields(step(olive, at, "hand_out")) | {"name": "Say yes or no"}
    send(sign_in("otto"), at, "hand_out", name="Decide")

    sent = olive.post(f"{at}/outline-step/{PATH}?element=hand_out", data=mine | {"_action": "save"})
    assert sent.status_code == 422
    assert "Somebody changed this step" in sent.text
    assert 'value="Say yes or no"' in sent.text
    assert 'name="Decide"' in drawn(parts, change)


def test_who_has_the_diagram_open_in_the_editor_is_named(olive, at, parts, change):
    parts.changes.hold(change, PATH, by="otto")

    refused = send(olive, at, "hand_out", name="Say yes or no")
    assert refused.status_code == 422
    assert "Otto Owner has had this diagram open" in refused.text
    assert 'value="Say yes or no"' in refused.text


def test_an_element_that_is_gone_is_said_to_be_gone(olive, at):
    gone = olive.get(f"{at}/outline-step/{PATH}?element=nowhere")

    assert gone.status_code == 404
    assert "There is no element nowhere" in gone.text


def test_a_page_is_saved_as_it_is_typed(olive, at, parts, change):
    page = fields(step(olive, at, "hand_out")) | {"name": "Hand it"}
    address, script = f"{at}/outline-step/{PATH}?element=hand_out", {"X-Requested-With": "fetch"}
    first = olive.post(address, data=page, headers=script)

    assert first.json["saved_at"]
    later = page | {"name": "Hand it over", f"_seen:{PATH}": first.json["editions"][PATH]}
    assert olive.post(address, data=later, headers=script).status_code == 200
    assert 'name="Hand it over"' in drawn(parts, change)
    assert "Somebody changed" in olive.post(address, data=page, headers=script).json["sentence"]


def test_a_service_table_or_process_nobody_knows_here_is_not_lost_by_saving(
    olive, at, parts, change
):
    text = drawn(parts, change).replace("bpmn:", "").replace("xmlns:bpmn=", "xmlns=")
    strange = (
        '<serviceTask id="tell" name="Tell"><extensionElements>'
        '<spiffworkflow:serviceTaskOperator id="letters.by_pigeon"/></extensionElements>'
        '</serviceTask><callActivity id="call" name="Call" calledElement="elsewhere"/></process>'
    )
    if "xmlns:spiffworkflow" not in text:
        spiff = "http://spiffworkflow.org/bpmn/schema/1.0/core"
        text = text.replace("<definitions ", f'<definitions xmlns:spiffworkflow="{spiff}" ', 1)
    text = text.replace("</process>", strange, 1)
    parts.changes.write(change, PATH, text.encode(), by="olive", seen=0)
    for id, kept in (("tell", "letters.by_pigeon"), ("call", "elsewhere")):
        assert f"{kept} (not known here)" in step(olive, at, id)
        assert send(olive, at, id, name="Said").status_code == 303
        assert kept in drawn(parts, change)

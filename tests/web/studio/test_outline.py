"""A diagram as text: an owner changes it step by step without the canvas, and loses nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from engine.changes import Changes
from web.diagrams.outline import Step
from web.studio.outline.filtering import Filter
from web.wiring import check

PATH = "lending.bpmn"


@pytest.fixture
def olive(sign_in, change):
    return sign_in("olive")


def fields(page: str) -> dict[str, str]:
    """What a browser would send back from the page as it stands."""
    found = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
    for name, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        first = re.search(r'<option value="([^"]*)"', inside)
        found[name] = (chosen or first)[1]
    found.pop("csrf_token", None)
    return {name: _plain(value) for name, value in found.items()}


def _plain(text: str) -> str:
    return (
        text.replace("&#34;", '"').replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    )


def step(client, at, id):
    return client.get(f"{at}/outline-step/{PATH}?element={id}").text


def send(client, at, id, action="save", **said):
    page = fields(step(client, at, id))
    sent = page | {name.replace("__", "."): value for name, value in said.items()}
    address = f"{at}/outline-step/{PATH}?element={id}"
    return client.post(address, data=sent | {"_action": action})


def drawn(parts, change) -> str:
    content, _ = parts.changes.file(change, PATH)
    return content.decode()


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

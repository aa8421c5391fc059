"""Diagrams edited verb by verb: the process does as it was told, and the picture can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from engine.bundle import Bundle
from engine.editing.diagrams import Drawing, EditRefused
from engine.rehearsal import Plan, play
from tests.engine.editing.diagrams.lending import lending
from tests.engine.editing.diagrams.picturing import boxes, faults

FINE: dict[str, object] = {
    "lend": {},
    "bring_back": {"good": True},
    "mend": {},
    "ask_the_manager": {},
}


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(lending(), "lending.bpmn")


def canonical(content: bytes) -> str:
    """What a file says, comments and white space included, in one spelling."""
    return etree.canonicalize(etree.fromstring(content), with_comments=True)


def walked(drawing: Drawing, answers: dict[str, object] | None = None) -> list[str]:
    """The steps a loan comes through, by id, until it waits or ends."""
    files = {"bundle.toml": b'key = "library"', "lending.bpmn": drawing.content()}
    bundle = Bundle(files)
    played = play(bundle, Plan(answers=answers or FINE))
    assert [f for f in played.findings if f.level == "error"] == []
    return [row.id for row in played.activities]


def test_what_nobody_edits_stays_as_it_is(drawing: Drawing) -> None:
    assert faults(drawing.content()) == []
    assert canonical(drawing.content()) == canonical(lending())


def test_a_new_step_is_put_behind_another_and_asks_its_person(drawing: Drawing) -> None:
    id = drawing.insert_after("lend", "userTask", "Ask the manager")
    drawing.set_property(id, "candidateGroup", "managers")

    assert id == "ask_the_manager"
    assert walked(drawing) == ["asked", "lend", "ask_the_manager", "bring_back", "good", "closed"]
    assert faults(drawing.content()) == []
    assert drawing.lane_of(id) == "desk" or drawing.lane_of(id) == "reader"


def test_behind_a_choice_it_must_be_said_on_which_way(drawing: Drawing) -> None:
    with pytest.raises(EditRefused, match="2 ways lead on from here"):
        drawing.insert_after("good", "userTask", "Praise")

    drawing.insert_after("good", "userTask", "Praise", flow_id="in_order")
    drawing.set_property("praise", "candidateGroup", "desk")
    assert walked(drawing, {**FINE, "praise": {}})[-2:] == ["praise", "closed"]
    assert faults(drawing.content()) == []


def test_a_step_is_taken_out_and_what_led_to_it_leads_on(drawing: Drawing) -> None:
    drawing.remove("mend")

    assert walked(drawing, {**FINE, "bring_back": {"good": False}})[-2:] == ["good", "closed"]
    assert faults(drawing.content()) == []
    assert b"mend" not in drawing.content()


def test_a_step_with_an_event_on_its_edge_is_not_taken_out_unseen(drawing: Drawing) -> None:
    with pytest.raises(EditRefused, match="events on its edge: Overdue"):
        drawing.remove("bring_back")

    drawing.remove("overdue")
    drawing.remove("bring_back")
    assert faults(drawing.content()) == []


def test_a_choice_is_not_taken_out_while_it_has_two_ways_on(drawing: Drawing) -> None:
    with pytest.raises(EditRefused, match="2 ways on, so what led to it would lead nowhere"):
        drawing.remove("good")


def test_an_end_is_taken_out_once_nothing_leads_to_it(drawing: Drawing) -> None:
    with pytest.raises(EditRefused, match="no way on, so what led to it would lead nowhere"):
        drawing.remove("write_off")

    drawing.reconnect("give_up", "closed")
    drawing.remove("write_off")
    assert b"write_off" not in drawing.content()
    assert faults(drawing.content()) == []


def test_a_step_nobody_comes_to_any_more_is_taken_out_with_its_ways(drawing: Drawing) -> None:
    drawing.reconnect("torn", "closed")
    drawing.remove("mend")

    assert b"mend" not in drawing.content()
    assert walked(drawing, {**FINE, "bring_back": {"good": False}})[-2:] == ["good", "closed"]
    assert faults(drawing.content()) == []


def test_a_choice_is_put_in_with_a_way_back(drawing: Drawing) -> None:
    choice = drawing.insert_after("lend", "exclusiveGateway", "Found?")
    drawing.set_condition(drawing.connect(choice, "closed"), "lost")
    drawing.set_default("found_to_bring_back")

    told = walked(drawing, {**FINE, "lend": {"lost": True}})
    assert told == ["asked", "lend", "found", "closed"]
    assert faults(drawing.content()) == []


def test_two_are_asked_at_the_same_time(drawing: Drawing) -> None:
    apart = drawing.insert_after("lend", "parallelGateway", "Both approve")
    first = drawing.insert_after(apart, "userTask", "Desk approves")
    joined = drawing.insert_after(first, "parallelGateway", "Both have approved")
    way = drawing.connect(apart, joined)
    second = drawing.insert_after(apart, "userTask", "Reader approves", flow_id=way)
    for step in (first, second):
        drawing.set_property(step, "candidateGroup", "managers")

    one = walked(drawing, {"lend": {}, first: {}})
    assert (joined in one, "bring_back" in one) == (False, False)
    both = walked(drawing, {**FINE, first: {}, second: {}})
    assert {first, second} <= {*both[: both.index("bring_back")]}
    assert faults(drawing.content()) == []


def test_a_way_leads_elsewhere_and_is_drawn_there(drawing: Drawing) -> None:
    drawing.reconnect("mended", "lend")

    again: dict[str, object] = {"lend": {}, "bring_back": [{"good": False}, {"good": True}]}
    again["mend"] = {}
    told = ["mend", "lend", "bring_back", "good", "closed"]
    assert walked(drawing, again)[-5:] == told
    assert faults(drawing.content()) == []


def test_no_way_leads_to_a_start_or_from_an_end(drawing: Drawing) -> None:
    with pytest.raises(EditRefused, match="Nothing leads to a start"):
        drawing.reconnect("torn", "asked")
    with pytest.raises(EditRefused, match="Nothing follows an end"):
        drawing.connect("closed", "lend")


def test_another_way_and_its_condition(drawing: Drawing) -> None:
    way = drawing.connect("good", "lend")
    drawing.set_condition(way, "lost")

    lost = {"lend": {}, "bring_back": [{"good": False, "lost": True}, {"good": True}]}
    assert walked(drawing, lost).count("lend") == 2
    drawing.disconnect(way)
    assert canonical(drawing.content()) == canonical(lending())


def test_the_other_way_becomes_the_one_that_is_taken_otherwise(drawing: Drawing) -> None:
    drawing.set_default("in_order")
    drawing.set_condition("torn", "not(good)")

    assert walked(drawing, {**FINE, "bring_back": {"good": False}})[-2:] == ["mend", "closed"]


def test_somebody_else_does_it_and_events_on_its_edge_go_with_it(drawing: Drawing) -> None:
    drawing.move_to_lane("bring_back", "desk")

    assert drawing.lane_of("bring_back") == drawing.lane_of("overdue") == "desk"
    assert faults(drawing.content()) == []
    drawn = boxes(etree.fromstring(drawing.content()))
    assert drawn["bring_back"].bottom < drawn["write_off"].y


def test_a_timer_is_set_anew(drawing: Drawing) -> None:
    drawing.set_timer("overdue", "timeDuration", "P7D")
    assert b"P7D" in drawing.content()
    assert b"P21D" not in drawing.content()

    drawing.set_timer("overdue", "timeDate", "working_days_from(today(), 5)")
    left = drawing.content()
    assert b"timeDuration" not in left
    assert walked(drawing, {"lend": {}})[-2:] == ["overdue", "write_off"]
    with pytest.raises(EditRefused, match="does not wait for a time"):
        drawing.set_timer("lend", "timeDuration", "P7D")


def test_a_file_that_lists_no_flows_at_its_steps_is_left_without_lists() -> None:
    drawing = Drawing(Path("tests/bpmn/deadline.bpmn").read_bytes(), "deadline.bpmn")
    drawing.insert_after("begin", "userTask", "Think")
    drawing.set_property("think", "candidateGroup", "everybody")

    assert b"outgoing" not in drawing.content()
    assert walked(drawing, {"think": {}, "answer": {}})[-3:] == ["think", "answer", "answered"]

"""What happens when a step takes too long: put on its edge, played, and taken away again."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from engine.bundle import Bundle
from engine.editing.diagrams import Drawing, EditRefused, Late
from engine.editing.diagrams.document import Document
from engine.rehearsal import Plan, play
from engine.spiff.drawing.xml import BPMN
from tests.engine.editing.diagrams.lending import lending
from tests.engine.editing.diagrams.picturing import boxes, faults

SOON = ("timeDuration", "P5D")
TOLD = Late("After 5 days", SOON, stops=False, step="Tell the manager", kind="userTask")


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(lending(), "lending.bpmn")


def begun(drawing: Drawing, answers: dict[str, object]) -> list[str]:
    """What is begun in twenty days, by id."""
    bundle = Bundle({"bundle.toml": b'key = "library"', "lending.bpmn": drawing.content()})
    played = play(bundle, Plan(answers=answers, until="P20D"))
    assert [f for f in played.findings if f.level == "error"] == []
    return [row.id for row in played.activities]


def flow(content: bytes) -> list[str]:
    """What the process says, without its picture."""
    process = etree.fromstring(content).find(f"{BPMN}process")
    assert process is not None
    return sorted(etree.tostring(n).decode().strip() for n in process.iter(f"{BPMN}sequenceFlow"))


def test_beside_a_step_that_goes_on_somebody_is_told(drawing: Drawing) -> None:
    event = drawing.add_timer("lend", TOLD)
    drawing.set_property("tell_the_manager", "candidateGroup", "managers")

    told = ["asked", event, "tell_the_manager", "tell_the_manager_done", "lend"]
    assert begun(drawing, {"tell_the_manager": {}}) == told, "and it still waits to be lent"
    assert faults(drawing.content()) == []
    assert drawing.lane_of(event) == drawing.lane_of("tell_the_manager") == "desk"
    drawn = boxes(etree.fromstring(drawing.content()))
    assert drawn["lend"].bottom < drawn["tell_the_manager"].y < drawn["bring_back"].y


def test_a_step_that_stops_leads_on_elsewhere(drawing: Drawing) -> None:
    drawing.add_timer("lend", Late("Never fetched", SOON, stops=True, target="closed"))

    assert begun(drawing, {})[-2:] == ["never_fetched", "closed"]
    assert faults(drawing.content()) == []
    drawing.set_stops("never_fetched", stops=False)
    assert not drawing.facts("never_fetched").stops
    with pytest.raises(EditRefused, match="does not happen meanwhile"):
        drawing.set_stops("lend", stops=True)


def test_a_new_step_then_leads_to_one_that_is_there(drawing: Drawing) -> None:
    late = Late("Too long", SOON, stops=True, step="Ask again", kind="manualTask", onward="lend")
    drawing.add_timer("bring_back", late)

    assert [way.target for way in drawing.facts("ask_again").ways] == ["lend"]
    assert [one.name for one in drawing.meanwhile("bring_back")] == ["Overdue", "Too long"]
    assert faults(drawing.content()) == []


def test_taken_away_the_flow_is_as_it_was(drawing: Drawing) -> None:
    event = drawing.add_timer("lend", TOLD)
    gone = [one.name for one in drawing.goes_with(event)]
    drawing.take_away(event)

    assert gone == ["Tell the manager", "Tell the manager: done"]
    assert flow(drawing.content()) == flow(lending())
    assert faults(drawing.content()) == []
    assert Document.read(drawing.content(), "l").ids() == Document.read(lending(), "l").ids()


def test_what_others_lead_to_as_well_stays(drawing: Drawing) -> None:
    drawing.reconnect("torn", "write_off")
    drawing.take_away("overdue")

    assert drawing.facts("write_off").kind == "endEvent"
    with pytest.raises(EditRefused, match="does not happen meanwhile"):
        drawing.take_away("lend")


def test_a_step_with_a_full_edge_is_made_wider(drawing: Drawing) -> None:
    for number in range(4):
        late = Late(f"Step {number}", SOON, stops=False, target="closed")
        drawing.add_timer("bring_back", late)

    assert faults(drawing.content()) == []
    assert boxes(etree.fromstring(drawing.content()))["bring_back"].width > 130
    assert len(drawing.meanwhile("bring_back")) == 5


def test_what_is_not_said_is_asked_for(drawing: Drawing) -> None:
    for late, words in (
        (Late(" ", SOON, stops=True, target="closed"), "has no name"),
        (Late("Late", SOON, stops=True), "The new step has no name"),
        (Late("Late", ("timeDuration", " "), stops=True, target="closed"), "A timer needs"),
        (Late("Late", SOON, stops=True, step="A", kind="endEvent"), "cannot be put in"),
    ):
        with pytest.raises(EditRefused, match=words):
            drawing.add_timer("lend", late)
    with pytest.raises(EditRefused, match="Nothing happens meanwhile at a exclusiveGateway"):
        drawing.add_timer("good", TOLD)


def test_a_file_without_a_picture_is_left_without() -> None:
    drawing = Drawing(Path("tests/bpmn/deadline.bpmn").read_bytes(), "deadline.bpmn")
    drawing.add_timer("answer", TOLD)

    assert b"BPMNShape" not in drawing.content()
    assert drawing.facts("after_5_days").timer == SOON

"""What is said at the steps of a diagram is written and read: names, properties, what is done."""

from __future__ import annotations

import pytest

from engine.editing.diagrams import Drawing, EditRefused
from tests.engine.editing.diagrams.lending import lending


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(lending(), "lending.bpmn")


def test_names_and_properties(drawing: Drawing) -> None:
    drawing.rename("lend", "  Hand it over ")
    drawing.set_property("lend", "form", "loan")
    drawing.set_property("lend", "candidateGroup", None)
    drawing.set_property("closed", "clauses", "R1")

    assert b'name="Hand it over"' in drawing.content()
    assert b'<spiffworkflow:property name="form" value="loan"/>' in drawing.content()
    assert b'<spiffworkflow:property name="clauses" value="R1"/>' in drawing.content()
    assert drawing.content().count(b"candidateGroup") == lending().count(b"candidateGroup") - 1
    with pytest.raises(EditRefused, match="without a name"):
        drawing.rename("lend", " ")


def test_what_plumbline_does_at_a_step(drawing: Drawing) -> None:
    drawing.insert_after("lend", "serviceTask", "Note it")
    drawing.set_operation("note_it", "loans.note", {"book": "book", "days": "21"})
    drawing.set_operation("note_it", "loans.note", {"days": None, "until": "today()"})
    drawing.insert_after("note_it", "businessRuleTask", "How long")
    drawing.set_decision("how_long", "loan_days")
    drawing.insert_after("how_long", "callActivity", "Remind")
    drawing.set_called("remind", "reminding")
    drawing.insert_after("remind", "scriptTask", "Count")
    drawing.set_script("count", "{loans: 1}")

    note = drawing.facts("note_it")
    assert (note.operation, dict(note.inputs)) == (
        *("loans.note",),
        {"book": "book", "until": "today()"},
    )
    assert drawing.facts("how_long").decision == "loan_days"
    assert drawing.facts("remind").called == "reminding"
    assert drawing.facts("count").script == "{loans: 1}"
    with pytest.raises(EditRefused, match="No service is called here"):
        drawing.set_operation("lend", "loans.note", {})
    with pytest.raises(EditRefused, match="must say what is done"):
        drawing.set_decision("how_long", " ")


def test_what_is_said_at_a_step_can_be_read(drawing: Drawing) -> None:
    overdue, good = drawing.facts("overdue"), drawing.facts("good")

    assert (overdue.kind, overdue.event, overdue.timer, overdue.host, overdue.lane) == (
        *("boundaryEvent", "timer", ("timeDuration", "P21D"), "bring_back", "reader"),
    )
    assert [(way.target, way.condition, way.otherwise) for way in good.ways] == [
        ("closed", "good = true", False),
        ("mend", "", True),
    ]
    assert drawing.lanes() == [("desk", "Desk"), ("reader", "Reader")]


def test_what_is_no_diagram_is_refused_in_words() -> None:
    with pytest.raises(EditRefused, match="not well-formed"):
        Drawing(b"<html>", "torn.bpmn")
    with pytest.raises(EditRefused, match="no element nowhere"):
        Drawing(lending(), "lending.bpmn").rename("nowhere", "Somewhere")

"""A diagram read as steps says where each step leads."""

import pytest

from web.diagrams.elements import read
from web.diagrams.outline import outline

LENDING = b"""<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">
 <process id="lending" isExecutable="true">
  <laneSet id="lanes"><lane id="desk" name="Desk"><flowNodeRef>lend</flowNodeRef></lane></laneSet>
  <startEvent id="asked" name="Book asked for"/>
  <userTask id="lend" name="Lend the book">
   <documentation>At the desk or by the machine.</documentation>
   <extensionElements><spiffworkflow:properties>
    <spiffworkflow:property name="clauses" value="L1 L2"/></spiffworkflow:properties>
   </extensionElements>
  </userTask>
  <boundaryEvent id="late" name="Two weeks later" attachedToRef="lend" cancelActivity="false">
   <timerEventDefinition/></boundaryEvent>
  <sendTask id="remind" name="Remind"/>
  <exclusiveGateway id="whole" name="Is it whole?" default="otherwise"/>
  <endEvent id="done" name="Back on the shelf"/>
  <endEvent id="repaired" name="At the binder's"/>
  <sequenceFlow id="f1" sourceRef="asked" targetRef="lend"/>
  <sequenceFlow id="f2" sourceRef="lend" targetRef="whole"/>
  <sequenceFlow id="f3" sourceRef="late" targetRef="remind"/>
  <sequenceFlow id="yes" name="yes" sourceRef="whole" targetRef="done">
   <conditionExpression>whole = true</conditionExpression></sequenceFlow>
  <sequenceFlow id="otherwise" sourceRef="whole" targetRef="repaired"/>
 </process>
</definitions>"""


@pytest.fixture
def steps():
    return {step.id: step for step in outline(read(LENDING, "lending"))}


def test_steps_are_numbered_as_they_are_reached(steps):
    assert [s.id for s in steps.values()][:3] == ["asked", "lend", "late"]
    assert [s.number for s in steps.values()] == list(range(1, len(steps) + 1))


def test_a_choice_says_if_and_otherwise(steps):
    words = {exit.words: exit.name for exit in steps["whole"].exits}
    assert words == {"If yes": "Back on the shelf", "Otherwise": "At the binder's"}


def test_a_timer_on_an_activity_is_said_to_happen_meanwhile(steps):
    assert [(e.words, e.name) for e in steps["lend"].exits] == [
        ("Then", "Is it whole?"),
        ("Meanwhile", "Two weeks later"),
    ]
    assert steps["late"].kind == "If it happens meanwhile (timer)"


def test_a_step_names_its_lane_its_clauses_and_its_note(steps):
    lend = steps["lend"]
    assert (lend.lane, lend.clauses, lend.note) == (
        "Desk",
        "L1 L2",
        "At the desk or by the machine.",
    )


def test_an_unknown_process_is_not_found():
    with pytest.raises(KeyError):
        read(LENDING, "borrowing")

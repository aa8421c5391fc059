"""Compensation around a whole process: worth drawing when something calls the process."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.checks import check_file, check_sketch
from engine.model import Finding

from ..spiff.drawing import HEAD, line

UNDO = (
    '<subProcess id="back" triggeredByEvent="true">'
    '<startEvent id="undo"><compensateEventDefinition/></startEvent><task id="unbook"/>'
    '<sequenceFlow id="f" sourceRef="undo" targetRef="unbook"/></subProcess>'
)
TRIP = f'<process id="trip" isExecutable="true"><task id="book"/>{UNDO}</process>'


def file(*bodies: str) -> bytes:
    return f"{HEAD}{''.join(bodies)}</definitions>".encode()


def told(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.level, f.file, f.element or "") for f in found if f.rule == "uncalled-compensation"]


def test_a_process_that_nothing_calls_is_never_undone() -> None:
    assert told(check_file("trip.bpmn", file(TRIP))) == [("warning", "trip.bpmn", "back")]


def test_a_process_that_another_file_calls_may_be_undone() -> None:
    call = file(line('<callActivity id="call" calledElement="trip"/>'))
    bundle = {"bundle.toml": b'key = "k"', "trip.bpmn": file(TRIP), "call.bpmn": call}
    assert told(check_sketch(Bundle(bundle))) == []


def test_of_one_file_among_others_nothing_is_said() -> None:
    assert told(check_file("trip.bpmn", file(TRIP), beside=["call.bpmn"])) == []
    assert told(check_file("trip.bpmn", file(TRIP), beside=["letter.md"])) != []

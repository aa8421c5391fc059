"""Lanes in lanes and pools: where a user task lies, and which processes of a file run."""

from __future__ import annotations

from typing import Any

from engine.spiff import read

from .conftest import bundle_of
from .drawing import HEAD, line, process
from .telling import tell

LANES = (
    '<laneSet id="ls"><lane id="l1" name="Council"><flowNodeRef>t</flowNodeRef>'
    "<flowNodeRef>u</flowNodeRef><flowNodeRef>s</flowNodeRef>"
    '<childLaneSet id="cl"><lane id="l2" name="Auditor"><flowNodeRef>t</flowNodeRef></lane>'
    "</childLaneSet></lane></laneSet>"
)


def test_a_user_task_lies_in_the_innermost_lane(host: Any) -> None:
    inside = '<startEvent id="s2"/><userTask id="in"/>'
    inside += '<sequenceFlow id="f" sourceRef="s2" targetRef="in"/>'
    body = line('<userTask id="t"/>', f'<subProcess id="u">{inside}</subProcess>')
    told = tell(body.replace("<startEvent", f"{LANES}<startEvent", 1), host).start()
    assert [t.lane for t in told.tasks()] == ["Auditor"]
    told.submit("t")
    assert [(t.element_id, t.lane) for t in told.tasks()] == [("in", "Council")]


def test_each_pool_is_a_process_and_an_empty_pool_is_none() -> None:
    pools = (
        '<collaboration id="c"><participant id="p1" name="A" processRef="p"/>'
        '<participant id="p2" name="B" processRef="q"/><participant id="p3" name="C"/>'
        "</collaboration>"
    )
    inner = '<startEvent id="s2"/><task id="u"/>'
    inner += '<sequenceFlow id="f" sourceRef="s2" targetRef="u"/>'
    files = bundle_of(a_bpmn=f"{HEAD}{pools}{line()}{process(inner, id='q')}</definitions>")
    assert set(read(files).processes) == {"p", "q"}

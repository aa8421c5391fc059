"""The gate: each thing that would go wrong in silence is refused, with element and remedy."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.errors import BundleRefused
from engine.spiff import read

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="t">'
)
BEGIN = '<startEvent id="s"/>'
DONE = '<endEvent id="e"/>'


def flow(source: str, target: str, condition: str = "") -> str:
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    id = f"{source}_{target}"
    return (
        f'<sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'
    )


def process(*parts: str, id: str = "p") -> str:
    return f'<process id="{id}" isExecutable="true">{"".join(parts)}</process>'


def line(*between: str) -> str:
    """A process with these elements one after the other between start and end."""
    ids = ["s", *(part.split('id="')[1].split('"')[0] for part in between), "e"]
    flows = [flow(a, b) for a, b in pairwise(ids)]
    return process(BEGIN, *between, DONE, *flows)


def findings(body: str) -> list[Any]:
    content = f"{HEAD}{body}</definitions>".encode()
    try:
        read(Bundle({"bundle.toml": b"", "a.bpmn": content}))
    except BundleRefused as refused:
        return refused.findings
    return []


TIMER = "<timerEventDefinition><{0}>{1}</{0}></timerEventDefinition>"
SPARE = '<task id="t"/>'
REFUSED: dict[str, tuple[str, str, str]] = {
    "reserved id": (line('<task id="End"/>'), "End", "used by the engine"),
    "reserved join": (line('<task id="p.EndJoin"/>'), "p.EndJoin", "used by the engine"),
    "odd id": (line('<task id="a b"/>'), "a b", "cannot be an id"),
    "same id twice": (process(BEGIN, DONE, '<task id="s"/>', flow("s", "e")), "s", "2 elements"),
    "no id": (process(BEGIN, DONE, "<task/>", flow("s", "e")), "p", "no id"),
    "two ways out of an activity": (
        process(BEGIN, SPARE, DONE, '<endEvent id="f"/>', flow("s", "t"), flow("t", "e")).replace(
            "</process>", flow("t", "f") + "</process>"
        ),
        "t",
        "not a gateway",
    ),
    "condition after an activity": (
        process(BEGIN, SPARE, DONE, flow("s", "t"), flow("t", "e", "x = 1")),
        "t",
        "condition",
    ),
    "flow without condition": (
        process(
            BEGIN,
            '<exclusiveGateway id="g"/>',
            DONE,
            '<endEvent id="f"/>',
            flow("s", "g"),
            flow("g", "e", "x = 1"),
            flow("g", "f"),
        ),
        "g_f",
        "no condition",
    ),
    "default with condition": (
        process(
            BEGIN,
            '<exclusiveGateway id="g" default="g_f"/>',
            DONE,
            '<endEvent id="f"/>',
            flow("s", "g"),
            flow("g", "e", "x = 1"),
            flow("g", "f", "y = 1"),
        ),
        "g_f",
        "never be asked",
    ),
    "strange default": (line('<exclusiveGateway id="g" default="s_g"/>'), "g", "default flow"),
    "gateway to nowhere": (
        process(BEGIN, '<exclusiveGateway id="g"/>', flow("s", "g")),
        "g",
        "No flow leaves",
    ),
    "twice into one join": (
        process(
            BEGIN,
            '<exclusiveGateway id="x" default="x_j"/>',
            '<parallelGateway id="j"/>',
            DONE,
            flow("s", "x"),
            flow("x", "j"),
            flow("j", "e"),
            '<sequenceFlow id="again" sourceRef="x" targetRef="j">'
            "<conditionExpression>a</conditionExpression></sequenceFlow>",
        ),
        "j",
        "Two flows",
    ),
    "missing target": (process(BEGIN, DONE, flow("s", "nowhere")), "s_nowhere", "does not join"),
    "unreachable": (process(BEGIN, DONE, SPARE, flow("s", "e")), "t", "No flow leads here"),
    "into a start": (process(BEGIN, SPARE, flow("s", "t"), flow("t", "s")), "s", "leads to"),
    "out of an end": (process(BEGIN, DONE, SPARE, flow("s", "e"), flow("e", "t")), "e", "leaves"),
    "no start": (process(DONE), "p", "no start event"),
    "two starts": (
        process(BEGIN, '<startEvent id="s2"/>', DONE, flow("s", "e"), flow("s2", "e")),
        "p",
        "several plain",
    ),
    "race with one": (
        process(
            BEGIN,
            '<eventBasedGateway id="g"/>',
            DONE,
            flow("s", "g"),
            f'<intermediateCatchEvent id="c">{TIMER.format("timeDuration", "PT1H")}'
            "</intermediateCatchEvent>",
            flow("g", "c"),
            flow("c", "e"),
        ),
        "g",
        "needs two",
    ),
    "race to an activity": (line('<eventBasedGateway id="g"/>', SPARE), "g", "catching event"),
    "complex gateway": (line('<complexGateway id="g"/>'), "g", "cannot be run"),
    "ad hoc": (line('<adHocSubProcess id="a"/>'), "a", "cannot be run"),
    "transaction": (line('<transaction id="a"/>'), "a", "cannot be run"),
    "compensation": (line('<task id="t" isForCompensation="true"/>'), "t", "Compensation"),
    "two tokens": (line('<task id="t" startQuantity="2"/>'), "t", "quantities"),
    "link": (
        line('<intermediateThrowEvent id="l"><linkEventDefinition/></intermediateThrowEvent>'),
        "l",
        "link",
    ),
    "compensation throw": (
        line(
            '<intermediateThrowEvent id="l"><compensateEventDefinition/></intermediateThrowEvent>'
        ),
        "l",
        "compensate",
    ),
    "signal end": (
        process(BEGIN, '<endEvent id="e"><signalEventDefinition/></endEvent>', flow("s", "e")),
        "e",
        "signal",
    ),
    "conditional": (
        line(
            '<intermediateCatchEvent id="c"><conditionalEventDefinition/></intermediateCatchEvent>'
        ),
        "c",
        "conditional",
    ),
    "catching nothing": (line('<intermediateCatchEvent id="c"/>'), "c", "none"),
    "two definitions": (
        line(
            '<intermediateCatchEvent id="c"><messageEventDefinition/>'
            "<timerEventDefinition/></intermediateCatchEvent>"
        ),
        "c",
        "several definitions",
    ),
    "nameless message": (
        line('<intermediateCatchEvent id="c"><messageEventDefinition/></intermediateCatchEvent>'),
        "c",
        "no name",
    ),
    "error without code": (
        process(BEGIN, '<endEvent id="e"><errorEventDefinition/></endEvent>', flow("s", "e")),
        "e",
        "no code",
    ),
    "empty timer": (
        line('<intermediateCatchEvent id="c"><timerEventDefinition/></intermediateCatchEvent>'),
        "c",
        "does not say when",
    ),
    "absurd timer": (
        line(
            f'<intermediateCatchEvent id="c">{TIMER.format("timeDuration", "P1000000000Y")}'
            "</intermediateCatchEvent>"
        ),
        "c",
        "not a duration",
    ),
    "cycle that interrupts": (
        line(SPARE).replace(
            "</process>",
            f'<boundaryEvent id="b" attachedToRef="t">{TIMER.format("timeCycle", "R3/PT1H")}'
            "</boundaryEvent></process>",
        ),
        "b",
        "would not repeat",
    ),
    "cycle in between": (
        line(
            f'<intermediateCatchEvent id="c">{TIMER.format("timeCycle", "R3/PT1H")}'
            "</intermediateCatchEvent>"
        ),
        "c",
        "would not repeat",
    ),
    "boundary of nothing": (
        line(SPARE).replace(
            "</process>",
            '<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition/></boundaryEvent>'
            "</process>",
        ),
        "b",
        "sits on no activity",
    ),
    "error that does not interrupt": (
        line(SPARE).replace(
            "</process>",
            '<boundaryEvent id="b" attachedToRef="t" cancelActivity="false">'
            "<errorEventDefinition/></boundaryEvent></process>",
        ),
        "b",
        "always interrupts",
    ),
    "escalation from a task": (
        line(SPARE).replace(
            "</process>",
            '<boundaryEvent id="b" attachedToRef="t"><escalationEventDefinition/></boundaryEvent>'
            "</process>",
        ),
        "b",
        "Nothing escalates",
    ),
    "sub-process without a start": (line('<subProcess id="u"/>'), "u", "exactly one start"),
    "event sub-process without an event": (
        line().replace(
            "</process>",
            f'<subProcess id="u" triggeredByEvent="true">{BEGIN.replace("s", "s", 1)}'
            "</subProcess></process>",
        ),
        "s",
        "none",
    ),
    "event sub-process for a condition": (
        line().replace(
            "</process>",
            '<subProcess id="u" triggeredByEvent="true"><startEvent id="c">'
            "<conditionalEventDefinition/></startEvent></subProcess></process>",
        ),
        "c",
        "event sub-process",
    ),
    "event sub-process in a flow": (
        line('<subProcess id="u" triggeredByEvent="true"/>'),
        "u",
        "no flows",
    ),
    "script without words": (line('<scriptTask id="t"/>'), "t", "no script"),
    "script in Python": (
        line('<scriptTask id="t" scriptFormat="python"><script>x = 1</script></scriptTask>'),
        "t",
        "FEEL only",
    ),
    "service without operation": (line('<serviceTask id="t"/>'), "t", "no operation"),
    "send task without either": (line('<sendTask id="t"/>'), "t", "either"),
    "receive task without message": (line('<receiveTask id="t"/>'), "t", "named message"),
    "rule without decision": (line('<businessRuleTask id="t"/>'), "t", "no decision"),
    "unknown decision": (
        line(
            '<businessRuleTask id="t"><extensionElements><spiffworkflow:calledDecisionId>x'
            "</spiffworkflow:calledDecisionId></extensionElements></businessRuleTask>"
        ),
        "t",
        '"x"',
    ),
    "unknown process": (line('<callActivity id="t" calledElement="q"/>'), "t", "not in this"),
    "calls itself": (line('<callActivity id="t" calledElement="p"/>'), "t", "call itself"),
    "two processes of one id": (
        line() + line().replace('"s', '"s2').replace('"e"', '"e2"'),
        "p",
        "2",
    ),
    "loop without end": (
        line('<task id="t"><standardLoopCharacteristics/></task>'),
        "t",
        "at most",
    ),
    "loop over nothing": (
        line('<task id="t"><multiInstanceLoopCharacteristics/></task>'),
        "t",
        "a list or a number",
    ),
    "results without a list": (
        line(
            '<task id="t"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>'
            '<outputDataItem id="o" name="o"/></multiInstanceLoopCharacteristics></task>'
        ),
        "t",
        "list of results",
    ),
    "item called item": (
        line(
            '<task id="t"><multiInstanceLoopCharacteristics><loopDataInputRef>x</loopDataInputRef>'
            '<inputDataItem id="i" name="item"/></multiInstanceLoopCharacteristics></task>'
        ),
        "t",
        '"item"',
    ),
    "data that is computed": (
        line(
            '<task id="t"><dataInputAssociation id="d"><assignment/></dataInputAssociation></task>'
        ),
        "t",
        "not carried out",
    ),
    "setting of another engine": (
        line('<userTask id="t" camunda:assignee="amy"/>'),
        "t",
        "another engine",
    ),
    "pre-script": (
        line(
            '<userTask id="t"><extensionElements><spiffworkflow:preScript>x = 1'
            "</spiffworkflow:preScript></extensionElements></userTask>"
        ),
        "t",
        "preScript",
    ),
    "misspelt property": (
        line(
            '<userTask id="t"><extensionElements><spiffworkflow:properties>'
            '<spiffworkflow:property name="asignee" value="x"/>'
            "</spiffworkflow:properties></extensionElements></userTask>"
        ),
        "t",
        "asignee",
    ),
    "nothing to run": ('<process id="p" isExecutable="false"/>', "", "No process"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    body, element, words = REFUSED[case]
    told = [f for f in findings(body) if f.element == element and words in f.sentence]
    assert told, findings(body)
    assert all(f.file == "a.bpmn" and f.remedy and f.level == "error" for f in told)


def test_an_ordinary_line_passes_with_or_without_a_picture() -> None:
    assert findings(line(SPARE, '<manualTask id="m"/>')) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<definitions", "not well-formed"),
        (b"", "not well-formed"),
        (b"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>", "document type"),
        (b"<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>", "document type"),
        (b"<html/>", "not a BPMN"),
        (b"<d>" + b" " * 1_000_001 + b"</d>", "larger than 1 MB"),
    ],
)
def test_what_is_not_a_diagram_is_a_finding_and_never_a_traceback(
    content: bytes, words: str
) -> None:
    with pytest.raises(BundleRefused, match=words):
        read(Bundle({"bundle.toml": b"", "a.bpmn": content}))


def test_a_process_lives_in_one_file() -> None:
    content = f"{HEAD}{line()}</definitions>".encode()
    with pytest.raises(BundleRefused, match="holds a process of the same id"):
        read(Bundle({"bundle.toml": b"", "a.bpmn": content, "b.bpmn": content}))


def test_processes_that_call_each_other_in_a_circle_are_refused() -> None:
    one = line('<callActivity id="t" calledElement="q"/>')
    two = line('<callActivity id="u" calledElement="p"/>').replace('id="p"', 'id="q"')
    two = two.replace('"s', '"s2').replace('"e"', '"e2"').replace("u_e", "u_e2")
    assert {f.element for f in findings(one + two) if "call itself" in f.sentence} == {"t", "u"}


def test_comments_do_not_cut_a_script_short() -> None:
    script = "<script>{ a: 1,<!-- b --> c: 2 }</script>"
    body = line(f'<scriptTask id="t">{script}</scriptTask>')
    read_again = read(
        Bundle({"bundle.toml": b"", "a.bpmn": f"{HEAD}{body}</definitions>".encode()})
    )
    assert read_again.specs["p"].task_specs["t"].drawn.script == "{ a: 1, c: 2 }"


def test_broken_tables_are_findings_too() -> None:
    files = {"bundle.toml": b"", "a.bpmn": f"{HEAD}{line()}</definitions>".encode()}
    with pytest.raises(BundleRefused) as refused:
        read(Bundle({**files, "a.dmn": b"<nonsense"}))
    assert refused.value.findings[0].file == "a.dmn"


def test_a_long_diagram_does_not_exhaust_the_stack() -> None:
    assert findings(line(*(f'<task id="t{n}"/>' for n in range(1500)))) == []

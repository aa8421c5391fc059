"""Settings of other tools: refused where they would be missed, with what says the same here."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.checks import check_file
from engine.errors import BundleRefused
from engine.model import Finding
from engine.spiff import read

from .drawing import line

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
    ' xmlns:flowable="http://flowable.org/bpmn"'
    ' xmlns:drools="http://www.jboss.org/drools"'
    ' xmlns:modeler="http://camunda.org/schema/modeler/1.0"'
    ' xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"'
    ' xmlns:odd="urn:odd" targetNamespace="t"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" {0}>'
)


def findings(body: str, more: str = "") -> list[Finding]:
    content = f"{HEAD.format(more)}{body}</definitions>".encode()
    try:
        read(Bundle({"bundle.toml": b"", "a.bpmn": content}))
    except BundleRefused as refused:
        return [found for found in refused.findings if found.rule.startswith("vendors-")]
    return []


def sketched(body: str) -> list[Finding]:
    """What is said of a file that belongs to no bundle."""
    found = check_file("a.bpmn", f"{HEAD.format('')}{body}</definitions>".encode())
    return [one for one in found if one.rule.startswith("vendors")]


def extended(kind: str, inside: str, attributes: str = "") -> str:
    extensions = f"<extensionElements>{inside}</extensionElements>"
    return line(f'<{kind} id="t" {attributes}>{extensions}</{kind}>')


SECRET = '<zeebe:ioMapping><zeebe:input source="pin" target="password"/></zeebe:ioMapping>'
MAPPING = '<zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping>'
WORK = {
    "who is asked": (line('<userTask id="t" camunda:assignee="${boss}"/>'), "assignee", "boss"),
    "a name as it is": (line('<userTask id="t" flowable:assignee="amy"/>'), "assignee", '"amy"'),
    "one group": (line('<userTask id="t" camunda:candidateGroups="a"/>'), "candidateGroup", "a"),
    "several groups": (line('<userTask id="t" camunda:candidateGroups="a,b"/>'), "one group", ""),
    "a bean": (line('<userTask id="t" camunda:assignee="${b.find(x)}"/>'), "assignee", "FEEL"),
    "by when": (line('<userTask id="t" camunda:dueDate="P3D"/>'), "due", 'now() + duration("P3D")'),
    "form": (line('<userTask id="t" camunda:formKey="audit"/>'), "form", "audit"),
    "class": (line('<serviceTask id="t" camunda:class="org.A"/>'), "operation", ""),
    "topic": (line('<serviceTask id="t" camunda:topic="bill"/>'), "serviceTaskOperator", "bill"),
    "value": (line('<serviceTask id="t" camunda:expression="${a + 1}"/>'), "script task", "a + 1"),
    "job": (extended("serviceTask", '<zeebe:taskDefinition type="bill"/>'), "Operator", "bill"),
    "script": (extended("userTask", "<drools:onEntry-script/>"), "script task", ""),
    "notes to people": (extended("task", "<spiffworkflow:instructionsForEndUser/>"), "form", ""),
    "a tool nobody knows": (line('<task id="t" odd:speed="3"/>'), "Remove it", ""),
    "a setting nobody knows": (line('<task id="t" camunda:novelty="3"/>'), "Remove it", ""),
    "a listener": (
        extended("task", '<camunda:executionListener class="org.A" event="start"/>'),
        "script task",
        "",
    ),
    "what a call is given": (
        extended("callActivity", '<camunda:in sourceExpression="${a}" target="b"/>'),
        "variables",
        "b: a",
    ),
    "what a call gives": (
        extended("callActivity", '<camunda:out source="a" target="b"/>'),
        "behind the call",
        "set b to a",
    ),
    "values for a service": (
        extended(
            "serviceTask",
            '<zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping>',
        ),
        "parameters",
        "b = a",
    ),
}
MANY = (
    '<multiInstanceLoopCharacteristics camunda:collection="${list}" camunda:elementVariable="x"/>'
)
COURSE = {
    "what is repeated": (line(f'<task id="t">{MANY}</task>'), "loopDataInputRef", "list"),
    "what is skipped": (line('<task id="t" flowable:skipExpression="${a}"/>'), "gateway", ""),
    "what is waited for": (line('<task id="t" flowable:triggerable="true"/>'), "receive", ""),
    "a script": (extended("task", "<spiffworkflow:preScript>x</spiffworkflow:preScript>"), "", ""),
    "what is called": (
        extended("callActivity", '<zeebe:calledElement processId="q"/>'),
        "calledElement",
        "q",
    ),
}


@pytest.mark.parametrize("case", [*WORK, *COURSE])
def test_what_would_be_missed_is_refused_with_what_says_the_same(case: str) -> None:
    body, place, value = (WORK | COURSE)[case]
    found = findings(body)[0]
    rule = "vendors-work" if case in WORK else "vendors-course"
    assert (found.rule, found.level, found.element) == (rule, "error", "t")
    assert place in found.remedy
    assert value in found.remedy


@pytest.mark.parametrize("case", WORK)
def test_a_sketch_is_played_without_it_and_says_so(case: str) -> None:
    assert [f.level for f in sketched(WORK[case][0])] == ["warning"]


@pytest.mark.parametrize("case", COURSE)
def test_a_sketch_is_not_played_where_tokens_would_go_another_way(case: str) -> None:
    assert "error" in [f.level for f in sketched(COURSE[case][0])]


HARMLESS = (
    line('<task id="t" bioc:stroke="#fff" camunda:modelerTemplate="x"/>'),
    line('<serviceTask id="t" camunda:asyncBefore="false" camunda:exclusive="true"/>'),
    extended("task", "<drools:metaData/>"),
    extended("userTask", "<zeebe:userTask/>"),
    line().replace("<process", '<process camunda:historyTimeToLive="P1D"'),
)


@pytest.mark.parametrize("body", HARMLESS)
def test_colours_and_the_like_are_not_worth_a_word(body: str) -> None:
    assert findings(body, 'modeler:executionPlatform="Camunda Cloud"') == []
    assert sketched(body) == []


ASKED = '<userTask id="u" camunda:assignee="a"/>'
ADVICE = (
    extended("callActivity", '<camunda:in variables="all"/>', 'calledElement="q"'),
    line('<userTask id="t" camunda:priority="5"/>'),
    line()
    + '<process id="q" isExecutable="false"><userTask id="u" camunda:assignee="a"/></process>',
    line() + '<collaboration id="c" odd:speed="3"/>',
    line().replace("<process", '<process odd:speed="3"'),
)


@pytest.mark.parametrize("body", ADVICE)
def test_what_changes_nothing_that_runs_is_advice(body: str) -> None:
    assert findings(body) == []
    assert [f.level for f in sketched(body)] == ["advice"]


def test_an_extension_that_must_be_understood_is_refused_when_it_is_not() -> None:
    extension = '<extension mustUnderstand="{0}" definition="odd:speed"/>'
    assert [f.rule for f in findings(extension.format("true") + line())] == [
        "vendors-must-understand"
    ]
    assert findings(extension.format("false") + line()) == []


def test_of_a_tool_nobody_knows_one_setting_at_each_element_stands_for_all() -> None:
    found = findings(
        line('<task id="t" odd:speed="3" odd:colour="red"/>', '<task id="u" odd:a="b"/>')
    )
    assert [(one.element, "urn:odd" in one.sentence) for one in found] == [("t", True), ("u", True)]


def test_what_may_be_a_password_is_not_repeated() -> None:
    [found] = findings(extended("serviceTask", SECRET))
    assert "password = …" in found.remedy
    assert "pin" not in found.remedy


def test_work_at_an_event_is_to_be_done_before_it() -> None:
    [found] = findings(extended("intermediateThrowEvent", '<zeebe:taskDefinition type="bill"/>'))
    assert "Put a service task" in found.remedy
    assert "bill" in found.remedy


def test_a_code_that_would_be_worked_out_elsewhere_is_refused() -> None:
    found = findings('<error id="x" errorCode="= code"/>' + line())
    assert [(f.rule, f.element) for f in found] == [("vendors-names", "x")]


@pytest.mark.parametrize("name", ["=&quot;order-&quot; + id", "order-${id}"])
def test_a_name_that_would_be_worked_out_elsewhere_is_refused(name: str) -> None:
    found = findings(f'<message id="m" name="{name}"/>' + line())
    assert [(f.rule, f.element) for f in found] == [("vendors-names", "m")]


def test_a_setting_of_a_loop_is_told_at_its_activity_though_the_loop_has_an_id() -> None:
    many = MANY.replace("<multiInstance", "<multiInstance", 1).replace(
        "Characteristics ", 'Characteristics id="mi" '
    )
    assert {f.element for f in findings(line(f'<task id="t">{many}</task>'))} == {"t"}
